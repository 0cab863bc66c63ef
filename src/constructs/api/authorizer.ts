import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { LambdaFunction } from "../functions/lambda-function";

/** The header that carries a caller's key. */
export const KEY_HEADER = "x-api-key";

/**
 * How long API Gateway remembers whether a key is good, in seconds: 0 to 3600, default 300 (API Gateway API reference,
 * CreateAuthorizer, read 2026-11). **A key that is revoked works that much longer**; without it every request would wait for
 * the function.
 */
export const KEY_REMEMBERED_SECONDS = 60;

/** What checks the keys of an API. */
export interface ApiAuthorizerProps {
  readonly restApi: ApiGatewayRestApi;
  /** Answers with a policy for the whole stage, since the answer is remembered for all methods. */
  readonly function: LambdaFunction;
}

/** Lets a function decide by the header `x-api-key` who may call. Without the header a call is refused at once. */
export class ApiAuthorizer extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, { restApi, function: { resource } }: ApiAuthorizerProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.id = new ApiGatewayAuthorizer(this, "Default", {
      provider,
      restApiId: restApi.id,
      name: "api-keys",
      type: "REQUEST",
      authorizerUri: resource.invokeArn,
      identitySource: `method.request.header.${KEY_HEADER}`,
      authorizerResultTtlInSeconds: KEY_REMEMBERED_SECONDS,
    }).id;
    new LambdaPermission(this, "permission", {
      provider,
      statementId: "AllowAuthorizer",
      action: "lambda:InvokeFunction",
      functionName: resource.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${restApi.executionArn}/authorizers/${this.id}`,
    });
  }
}
