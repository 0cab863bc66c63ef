/**
 * Reads the argument of `jsonencode` as CDKTF writes it: objects, lists and texts, with references in between. A
 * reference comes out as the text `${...}`, since its value is known only to Terraform.
 *
 * @throws Error where the text is something else.
 */
export function readExpression(text: string): unknown {
  const reader = new ExpressionReader(text);
  const value = reader.value();
  reader.end();
  return value;
}

const OPENING = "([{";
const CLOSING = ")]}";

class ExpressionReader {
  private position = 0;

  constructor(private readonly text: string) {}

  value(): unknown {
    this.skipSpace();
    switch (this.text[this.position]) {
      case "{":
        return Object.fromEntries(this.list("{", "}", () => this.entry()));
      case "[":
        return this.list("[", "]", () => this.value());
      case '"':
        return this.quoted();
      default:
        return this.bare();
    }
  }

  end(): void {
    this.skipSpace();
    if (this.position < this.text.length) this.fail("the end");
  }

  private entry(): [string, unknown] {
    const key = this.value();
    this.expect(this.text[this.nextPosition()] === ":" ? ":" : "=");
    // A bare key is a name, not a reference.
    return [String(key).replace(/^\$\{(.*)\}$/, "$1"), this.value()];
  }

  private list<T>(open: string, close: string, item: () => T): T[] {
    this.expect(open);
    const items: T[] = [];
    while (this.text[this.nextPosition()] !== close) {
      items.push(item());
      if (this.text[this.nextPosition()] === ",") this.expect(",");
    }
    this.expect(close);
    return items;
  }

  private quoted(): string {
    const start = this.position;
    this.skipQuoted();
    const inner = this.text.slice(start + 1, this.position - 1);
    return inner.replace(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));
  }

  private bare(): unknown {
    const start = this.position;
    while (this.position < this.text.length && !/[,\]})=\s]/.test(this.here())) this.skipToken();
    const word = this.text.slice(start, this.position);
    if (!word) this.fail("a value");
    return /^(true|false|null|-?\d+(\.\d+)?)$/.test(word) ? (JSON.parse(word) as unknown) : `\${${word}}`;
  }

  /** One character, or a whole text, call or index. */
  private skipToken(): void {
    if (this.here() === '"') return this.skipQuoted();
    if (!OPENING.includes(this.here())) return void this.position++;
    this.position++;
    while (!CLOSING.includes(this.here())) this.skipToken();
    this.position++;
  }

  private skipQuoted(): void {
    this.position++;
    while (this.here() !== '"') {
      if (this.text.startsWith("${", this.position)) {
        this.position++;
        this.skipToken();
      } else {
        this.position += this.here() === "\\" ? 2 : 1;
      }
    }
    this.position++;
  }

  private here(): string {
    const character = this.text[this.position];
    return character === undefined ? this.fail("more") : character;
  }

  private nextPosition(): number {
    this.skipSpace();
    return this.position;
  }

  private expect(character: string): void {
    this.skipSpace();
    if (this.text[this.position] !== character) this.fail(character);
    this.position++;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.position] ?? "")) this.position++;
  }

  private fail(expected: string): never {
    throw new Error(`expected ${expected} at "${this.text.slice(this.position, this.position + 20)}"`);
  }
}
