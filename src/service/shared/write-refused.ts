/** This site may not write, or not any more. Nothing was written. */
export class WriteRefused extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(`not written: ${reasons.join("; ")}`);
    this.name = "WriteRefused";
  }
}
