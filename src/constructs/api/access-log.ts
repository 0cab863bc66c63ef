/**
 * What a line of the access log tells, by the name of its field: no key, no body, no query. `status` and its neighbours tell who
 * refused or failed: the firewall, the authorizer, or what is behind (developer guide, variables for access logging, read 2026-11).
 */
const FIELDS = {
  requestId: "$context.requestId",
  extendedRequestId: "$context.extendedRequestId",
  traceId: "$context.xrayTraceId",
  time: "$context.requestTimeEpoch",
  sourceIp: "$context.identity.sourceIp",
  client: "$context.authorizer.principalId",
  method: "$context.httpMethod",
  resource: "$context.resourcePath",
  path: "$context.path",
  status: "$context.status",
  latency: "$context.responseLatency",
  responseLength: "$context.responseLength",
  error: "$context.error.responseType",
  wafStatus: "$context.waf.status",
  wafResponseCode: "$context.wafResponseCode",
  authorizerStatus: "$context.authorizer.status",
  authorizerError: "$context.authorizer.error",
  authorizerLatency: "$context.authorizer.latency",
  integrationStatus: "$context.integration.status",
  integrationError: "$context.integration.error",
  integrationLatency: "$context.integration.latency",
} as const;

/** The format of the access log: one line of JSON a request. A field without a value is a hyphen. */
export const ACCESS_LOG_FORMAT = JSON.stringify(FIELDS);
