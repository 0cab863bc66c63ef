import type { Answer } from "../../src/policy/answers";
import { readFindings } from "../../src/policy/checkov";
import { compare, type Finding } from "../../src/policy/compare";

const finding: Finding = { stack: "payments-dr", address: "aws_vpc.network", check: "CKV_1", title: "do it" };
const answer: Answer = {
  stack: "payments-dr",
  address: "aws_vpc.network",
  check: "CKV_1",
  reason: "because",
};

describe("compare", () => {
  it("answers a finding by the reason next to its resource", () => {
    expect(compare([finding], [answer])).toEqual({
      answered: [{ ...finding, reason: "because" }],
      unanswered: [],
      stale: [],
    });
  });

  it("answers every instance of a counted resource", () => {
    const instances = ["[0]", '["a"]'].map((index) => ({ ...finding, address: finding.address + index }));

    expect(compare(instances, [answer])).toMatchObject({ unanswered: [], stale: [] });
  });

  it.each<[string, Partial<Answer>]>([
    ["another check", { check: "CKV_2" }],
    ["another resource", { address: "aws_vpc.other" }],
    ["another stack", { stack: "payments-primary" }],
  ])("leaves a finding unanswered by a reason for %s, and calls that reason stale", (_what, change) => {
    const other = { ...answer, ...change };

    expect(compare([finding], [other])).toEqual({ answered: [], unanswered: [finding], stale: [other] });
  });
});

describe("checkov's report", () => {
  const report = (summary: object, failed: object[] = []) =>
    JSON.stringify({
      results: { failed_checks: failed },
      summary: { passed: 1, failed: 0, parsing_errors: 0, ...summary },
    });

  it("gives the stack by the name of its plan", () => {
    const failed = {
      check_id: "CKV_1",
      check_name: "do it",
      resource: "aws_vpc.network",
      file_path: "/payments-dr.json",
    };

    expect(readFindings(report({}, [failed]))).toEqual({ findings: [finding], passed: 1 });
  });

  it.each([
    ["could not read a plan", { parsing_errors: 1 }, "could not read 1"],
    ["checked nothing", { passed: 0 }, "checked nothing"],
  ])("is no proof when it %s", (_what, summary, message) => {
    expect(() => readFindings(report(summary))).toThrow(message);
  });
});
