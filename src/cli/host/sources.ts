/** Numbers sources in the order in which they are named, each once: tables then stay narrow. */
export class Sources {
  private readonly known: string[] = [];

  /** The mark that stands for a source, such as `[3]`. */
  reference(source: string): string {
    if (!this.known.includes(source)) this.known.push(source);
    return mark(this.known.indexOf(source));
  }

  /** Every source that was named, with its mark. */
  numbered(): string[] {
    return this.known.map((source, index) => `${mark(index)} ${source}`);
  }
}

function mark(index: number): string {
  return `[${index + 1}]`;
}
