import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { answerFinding } from "../../policy/answers";
import type { LambdaFunctionProps } from "./lambda-function";

/** Answers what the policy scanner finds in a function that does without a signature, a dead-letter queue or a VPC. */
export function answerFunctionFindings(
  resource: LambdaFunction,
  { deadLetterQueueArn, network }: LambdaFunctionProps,
): void {
  answerFinding(
    resource,
    "CKV_AWS_272",
    "A signature is made by AWS Signer on a zip that lies in S3 already, so nothing could be planned from a checkout " +
      "alone. The same sources give the same zip, and its hash stands in the plan: anybody can check what runs.",
  );
  if (deadLetterQueueArn === undefined) {
    answerFinding(
      resource,
      "CKV_AWS_116",
      "What starts the function keeps the event or starts it again: nothing to put by.",
    );
  }
  if (network === undefined) {
    answerFinding(
      resource,
      "CKV_AWS_117",
      "Talks to AWS services only, over TLS and with its role; it needs nothing in a VPC.",
    );
  }
}
