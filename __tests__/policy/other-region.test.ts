import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { explainOtherRegion, explainsOtherRegion } from "../../src/policy/other-region";
import { configurationOf } from "../../src/terraform/configuration";
import { regionalStack } from "../support/stack";

test("a reason for an ARN of the other region travels in the JSON", () => {
  const stack = regionalStack({ site: "dr" });
  explainOtherRegion(new SqsQueue(stack, "explained", { name: "a" }), "It fences the old site.");
  new SqsQueue(stack, "plain", { name: "b" });
  const { explained = {}, plain = {} } = configurationOf(stack).resource?.aws_sqs_queue ?? {};
  expect(explained["//"]).toMatchObject({ otherRegion: "It fences the old site." });
  expect(explainsOtherRegion(explained)).toBe(true);
  expect(explainsOtherRegion(plain)).toBe(false);
});

test("an empty reason is none", () => {
  const queue = new SqsQueue(regionalStack(), "queue", { name: "a" });
  expect(() => explainOtherRegion(queue, " ")).toThrow(
    "payments-primary/queue: an ARN of the other region needs a reason",
  );
});
