import type { APIGatewayAuthorizerResult } from "aws-lambda";

/**
 * What API Gateway is told of a caller.
 *
 * Somebody unknown is denied, which callers see as ACCESS_DENIED, 403 unless the API says otherwise. An error "Unauthorized"
 * would give 401, but is not cached, and counts as a failure of the function: anybody could set off its alarm. A call without
 * the header gets 401 from API Gateway itself (developer guide, "Lambda authorizers", read 2026-11).
 *
 * @param methodArn the call: `arn:...:<API>/<stage>/<method>/<path>`. The answer is for the whole stage, as API Gateway keeps
 * it for the next calls with the same key, whatever they ask for.
 */
export function answerFor(methodArn: string, client: string | undefined): APIGatewayAuthorizerResult {
  const [api, stage] = methodArn.split("/");
  return {
    principalId: client ?? "unknown",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Action: "execute-api:Invoke",
          Effect: client === undefined ? "Deny" : "Allow",
          Resource: `${api}/${stage}/*`,
        },
      ],
    },
    ...(client !== undefined && { context: { client } }),
  };
}
