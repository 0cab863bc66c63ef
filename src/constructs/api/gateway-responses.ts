import { ApiGatewayGatewayResponse } from "@cdktf/provider-aws/lib/api-gateway-gateway-response";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { ALLOW_ORIGIN, literal } from "./cors";

/** When a throttled caller should come back, in seconds: the limits are those of a second. */
export const RETRY_AFTER_SECONDS = 1;

/** An answer that API Gateway gives by itself. */
interface OwnAnswer {
  /** @default - the one that API Gateway has for it */
  readonly status?: number;
  readonly title?: string;
  /** An expression of API Gateway's that gives a JSON text. @default - its own message */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const OWN_MESSAGE = "$context.error.messageString";
const RETRY_AFTER = { "Retry-After": String(RETRY_AFTER_SECONDS) };

/**
 * By the type of the response (developer guide, gateway response types, read 2026-11). The last two are for all that are not
 * named; none of them says what is inside.
 */
const ANSWERS: Readonly<Record<string, OwnAnswer>> = {
  UNAUTHORIZED: {
    status: 401,
    title: "Unauthorized",
    detail: '"The header x-api-key is missing."',
  },
  // The authorizer refuses keys that nobody has, or that have ended; one that is good may do everything.
  ACCESS_DENIED: { status: 403, title: "Forbidden", detail: '"The header x-api-key holds no valid key."' },
  // What API Gateway says of a path or a method that it does not know.
  MISSING_AUTHENTICATION_TOKEN: { status: 404, title: "Not Found", detail: '"There is no such path."' },
  BAD_REQUEST_BODY: { status: 400, title: "Bad Request", detail: '"$context.error.validationErrorString"' },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    title: "Bad Request",
    detail: '"$context.error.validationErrorString"',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    title: "Content Too Large",
    detail: '"At most 10 MB fit into a request."',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: "Unsupported Media Type",
    detail: '"Send application/json."',
  },
  THROTTLED: { status: 429, title: "Too Many Requests", headers: RETRY_AFTER },
  WAF_FILTERED: { status: 403, title: "Forbidden", detail: '"The firewall refuses this request."' },
  INTEGRATION_FAILURE: { status: 503, title: "Service Unavailable", headers: RETRY_AFTER },
  INTEGRATION_TIMEOUT: { status: 504, title: "Gateway Timeout" },
  DEFAULT_4XX: {},
  DEFAULT_5XX: {},
};

/** What the answers that API Gateway gives by itself are made from. */
export interface GatewayResponsesProps {
  readonly restApiId: string;
  readonly allowedOrigin: string;
}

/**
 * What API Gateway answers by itself, in the form of a problem (RFC 9457) as the service's own, and so that a page may read it:
 * without the header a browser would hide the reason from it.
 */
export class GatewayResponses extends Construct {
  constructor(scope: Construct, id: string, { restApiId, allowedOrigin }: GatewayResponsesProps) {
    super(scope, id);
    for (const [responseType, answer] of Object.entries(ANSWERS)) {
      const headers = { [ALLOW_ORIGIN]: allowedOrigin, ...answer.headers };
      new ApiGatewayGatewayResponse(this, responseType, {
        provider: providerOf(this),
        restApiId,
        responseType,
        ...(answer.status !== undefined && { statusCode: String(answer.status) }),
        responseParameters: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [`gatewayresponse.header.${name}`, literal(text)]),
        ),
        responseTemplates: { "application/json": problemTemplate(answer) },
      });
    }
  }
}

/** Only variables are put in here: API Gateway runs no templates in its own answers. */
function problemTemplate({ status, title, detail = OWN_MESSAGE }: OwnAnswer): string {
  const known = status !== undefined ? `"title":${JSON.stringify(title)},"status":${status},` : "";
  return `{"type":"about:blank",${known}"detail":${detail},"requestId":"$context.requestId"}`;
}
