import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { answerFinding, answersIn } from "../../src/policy/answers";
import { POLICY_PAGE, policyPage } from "../../src/policy/page";
import { shippedAnswers } from "../../src/policy/shipped-answers";
import { configurationOf } from "../../src/terraform/configuration";
import { regionalStack } from "../support/stack";

const root = join(__dirname, "..", "..");

describe("answerFinding", () => {
  it("puts the reason next to the resource, as a comment in the synthesized JSON", () => {
    const stack = regionalStack();
    answerFinding(new SqsQueue(stack, "queue", {}), "CKV_AWS_27", "It holds nothing.");

    const configuration = configurationOf(stack);
    expect(configuration.resource?.aws_sqs_queue?.queue).toHaveProperty("//", {
      findings: { CKV_AWS_27: "It holds nothing." },
      metadata: expect.anything(),
    });
    expect(answersIn("primary", configuration)).toEqual([
      { stack: "primary", address: "aws_sqs_queue.queue", check: "CKV_AWS_27", reason: "It holds nothing." },
    ]);
  });

  it("takes no empty reason", () => {
    const queue = new SqsQueue(regionalStack(), "queue", {});

    expect(() => answerFinding(queue, "CKV_AWS_27", " ")).toThrow("CKV_AWS_27 needs a reason");
  });
});

describe("docs/policy.md", () => {
  it("lists the reasons in the stacks (run `npm run policy-page` after a change)", () => {
    expect(readFileSync(join(root, POLICY_PAGE), "utf8")).toBe(policyPage(shippedAnswers(root)));
  });
});
