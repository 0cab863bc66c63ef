const TOKEN = /\s*(<>|<=|>=|[=<>(),]|[:#]?[A-Za-z_][\w-]*)/y;

/** The words of an expression, one after the other. */
export class Tokens {
  readonly #words: string[] = [];
  #next = 0;

  /** @throws Error at what is none of the words that the evaluator knows. */
  constructor(private readonly text: string) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.trimEnd().length) {
      const start = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match?.[1]) throw new Error(`the model does not know '${text.slice(start)}' in '${text}'`);
      this.#words.push(match[1]);
    }
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#words.length;
  }

  peek(): string | undefined {
    return this.#words[this.#next];
  }

  /** Whether the next word is this one, whatever its case; then it is passed. */
  skip(word: string): boolean {
    if (this.peek()?.toUpperCase() !== word.toUpperCase()) return false;
    this.#next += 1;
    return true;
  }

  /** The next word, which is passed. */
  take(what: string): string {
    const word = this.peek();
    if (word === undefined) throw new Error(`'${this.text}' ends where ${what} is expected`);
    this.#next += 1;
    return word;
  }

  /** Passes a word that must be there. */
  expect(word: string): void {
    if (!this.skip(word)) throw new Error(`'${this.text}' has no '${word}' where the model expects it`);
  }
}
