import type { Answer } from "./answers";

/** A check that a resource failed. */
export interface Finding {
  readonly stack: string;
  readonly address: string;
  readonly check: string;
  /** What the check wants. */
  readonly title: string;
}

/** Findings against answers. */
export interface Comparison {
  readonly answered: readonly (Finding & { readonly reason: string })[];
  /** Each needs a change of the resource, or a reason next to it. */
  readonly unanswered: readonly Finding[];
  /** Reasons without a finding: the resource was mended, or the check is gone. */
  readonly stale: readonly Answer[];
}

/** Puts findings and answers together. An address with an index is answered by its resource. */
export function compare(findings: readonly Finding[], answers: readonly Answer[]): Comparison {
  const same = (finding: Finding, answer: Answer) =>
    finding.stack === answer.stack &&
    finding.check === answer.check &&
    finding.address.replace(/\[.*\]$/, "") === answer.address;
  return {
    answered: findings.flatMap((finding) => {
      const answer = answers.find((candidate) => same(finding, candidate));
      return answer ? [{ ...finding, reason: answer.reason }] : [];
    }),
    unanswered: findings.filter((finding) => !answers.some((answer) => same(finding, answer))),
    stale: answers.filter((answer) => !findings.some((finding) => same(finding, answer))),
  };
}
