import { exists } from "./pages";

const STATUSES = ["covered", "partly", "operator", "out of scope"];

/** What a page on a law says of one article. */
export interface LawRow {
  readonly article: string;
  readonly status: string;
  /** The file that does it. */
  readonly where: string;
  /** The test that proves it. */
  readonly proof: string;
}

/** What is wrong with the rows, in one sentence each. */
export function problemsOf(rows: readonly LawRow[]): string[] {
  return rows.flatMap(({ article, status, where, proof }, index) => [
    ...(rows.findIndex((row) => row.article === article) === index ? [] : [`${article}: stands twice`]),
    ...(STATUSES.includes(status) ? [] : [`${article}: status ${status}`]),
    ...(status === "covered" && !(where && proof) ? [`${article}: covered by nothing`] : []),
    ...(status === "partly" && !where ? [`${article}: partly by nothing`] : []),
    ...[where, proof]
      .filter((file) => file && !exists(file))
      .map((file) => `${article}: ${file} does not exist`),
  ]);
}
