/**
 * A text with those methods of Java's strings that templates use and JavaScript's have not, or have another way. Sources: Java SE API,
 * String; Apache Commons Lang 2, StringEscapeUtils.escapeJavaScript, read 2026-11.
 */
export class JavaString extends String {
  /** Not JavaScript's own: by it, velocityjs knows a value that is no map. */
  override toString(): string {
    return this.valueOf();
  }

  contains(part: string | JavaString): boolean {
    return this.valueOf().includes(part.valueOf());
  }

  /** The first argument is a regular expression. */
  override replaceAll(pattern: unknown, replacement: unknown): string {
    return new JavaString(
      this.valueOf().replace(new RegExp(String(pattern), "g"), String(replacement)),
    ) as unknown as string;
  }
}

/** Values of JSON with texts as Java has them. */
export function asJava(value: unknown): unknown {
  if (typeof value === "string") return new JavaString(value);
  if (Array.isArray(value)) return value.map(asJava);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asJava(inner)]));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
  "'": "\\'",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
};

/** Escapes single quotes too, which JSON does not know. */
export function escapeJavaScript(text: string): string {
  return [...Array(text.length).keys()]
    .map((index) => {
      const character = text.charAt(index);
      const code = text.charCodeAt(index);
      if (ESCAPES[character]) return ESCAPES[character];
      if (code >= 0x20 && code <= 0x7e) return character;
      return `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
    })
    .join("");
}
