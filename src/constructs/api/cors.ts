import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { KEY_HEADER } from "./authorizer";
import { answerMethodFindings } from "./method-findings";

/** The header that lets a page read an answer. */
export const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/** How long a browser may remember what it may send, in seconds. Chromium remembers two hours at most. */
const MAX_AGE_SECONDS = 600;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What pages may send beyond the headers that browsers always allow. */
const HEADERS = ["content-type", KEY_HEADER, "range", "if-range", "if-none-match", "x-sha256"];

/** A text that API Gateway takes as it is stands in single quotes. */
export function literal(text: string): string {
  return `'${text}'`;
}

/** What a browser's question is answered with. */
export interface CorsPreflightProps {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly allowedOrigin: string;
}

/** Answers what a browser asks before it sends a page's request: `OPTIONS`, without a key, since browsers send none with it. */
export class CorsPreflight extends Construct {
  constructor(scope: Construct, id: string, { restApiId, resourceId, allowedOrigin }: CorsPreflightProps) {
    super(scope, id);
    const provider = providerOf(this);
    const method = new ApiGatewayMethod(this, "Default", {
      provider,
      restApiId,
      resourceId,
      httpMethod: "OPTIONS",
      authorization: "NONE",
    });
    answerMethodFindings(method);
    const ofMethod = { provider, restApiId, resourceId, httpMethod: method.httpMethod };
    const integration = new ApiGatewayIntegration(this, "integration", {
      ...ofMethod,
      type: "MOCK",
      passthroughBehavior: "NEVER",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
    });
    const headers = {
      [ALLOW_ORIGIN]: allowedOrigin,
      "Access-Control-Allow-Methods": METHODS.join(","),
      "Access-Control-Allow-Headers": HEADERS.join(","),
      "Access-Control-Max-Age": String(MAX_AGE_SECONDS),
    };
    const response = new ApiGatewayMethodResponse(this, "method-response", {
      ...ofMethod,
      statusCode: "204",
      responseParameters: responseHeaders(headers, () => true),
    });
    new ApiGatewayIntegrationResponse(this, "integration-response", {
      ...ofMethod,
      statusCode: response.statusCode,
      responseParameters: responseHeaders(headers, literal),
      dependsOn: [integration],
    });
  }
}

/** Headers as API Gateway's parameters of a method's response. */
export function responseHeaders<T>(
  headers: Readonly<Record<string, string>>,
  value: (text: string) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [`method.response.header.${name}`, value(text)]),
  );
}
