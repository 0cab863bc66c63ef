import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
} from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
} from "@opentelemetry/semantic-conventions";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Asked every few seconds by the load balancer, and never of interest. */
const UNTRACED_ROUTE = "/health";

/**
 * Makes a span of every request. It begins where the caller's ends, by the header of X-Ray.
 *
 * It knows the route, never the path: ids in it are personal data. No header, no body and no text of an error is in it.
 */
export function traceRequests(server: FastifyInstance): void {
  const contexts = new WeakMap<FastifyRequest, Context>();

  server.addHook("onRequest", (request, _reply, done) => {
    const { method, routeOptions, headers } = request;
    if (routeOptions.url !== UNTRACED_ROUTE) {
      const parent = propagation.extract(ROOT_CONTEXT, headers);
      const name = routeOptions.url === undefined ? method : `${method} ${routeOptions.url}`;
      const span = trace.getTracer("service").startSpan(
        name,
        {
          kind: SpanKind.SERVER,
          attributes: {
            [ATTR_HTTP_REQUEST_METHOD]: method,
            ...(routeOptions.url !== undefined && { [ATTR_HTTP_ROUTE]: routeOptions.url }),
          },
        },
        parent,
      );
      contexts.set(request, trace.setSpan(parent, span));
    }
    done();
  });

  // After the body was read, whose events know nothing of the context in which the request began.
  server.addHook("preValidation", (request, _reply, done) => {
    const active = contexts.get(request);
    if (active) context.with(active, done);
    else done();
  });

  server.addHook("onError", (request, _reply, error, done) => {
    spanOf(contexts, request)?.setAttribute(ATTR_ERROR_TYPE, error.name);
    done();
  });

  server.addHook("onResponse", (request, reply, done) => {
    const span = spanOf(contexts, request);
    span?.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

function spanOf(contexts: WeakMap<FastifyRequest, Context>, request: FastifyRequest) {
  const active = contexts.get(request);
  return active && trace.getSpan(active);
}
