import type { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { answerFinding } from "../../policy/answers";

/** Answers what the policy scanner finds in a method that takes requests without a key, or does not look into them. */
export function answerMethodFindings(method: ApiGatewayMethod, whyOpen?: string): void {
  if (whyOpen !== undefined) answerFinding(method, "CKV_AWS_59", whyOpen);
  answerFinding(
    method,
    "CKV2_AWS_53",
    "The service checks what it is sent and names every problem; only what goes past it is checked here.",
  );
}
