import { fastify, LogController, type FastifyInstance } from "fastify";
import type { CommonConfiguration } from "./configuration";
import { loggerOptions, type LogStream } from "./logging";
import { sendProblem } from "./problem";
import { selfSigned } from "./tls";
import { traceRequests } from "./tracing/trace-requests";

/** A request in JSON is a few hundred bytes. */
const BODY_LIMIT_BYTES = 16 * 1024;

/** In seconds. */
const REQUEST_TIMEOUT_SECONDS = 30;

/** Longer than the load balancer keeps an idle connection (60 s by default, ALB guide, read 2026-11), so that it closes first. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** How a server differs from others. */
export interface ServerOptions {
  /**
   * Time for a whole request to arrive, in seconds: slow clients must not hold connections.
   *
   * @default 30
   */
  readonly requestTimeoutSeconds?: number;
  /** A first part of the path that requests may have or not, e.g. `v1`. @default - none */
  readonly pathPrefix?: string;
  /** Where log lines go. @default - standard output */
  readonly logStream?: LogStream | undefined;
}

/** A server without routes, over TLS unless plain HTTP is asked for. */
export async function createServer(
  configuration: CommonConfiguration,
  { requestTimeoutSeconds = REQUEST_TIMEOUT_SECONDS, pathPrefix, logStream }: ServerOptions = {},
): Promise<FastifyInstance> {
  const options = {
    logger: loggerOptions(configuration, logStream),
    // Only the line below is written: paths can hold anything that a client puts there.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    // The load balancer's own id, which is in its access log, too.
    requestIdHeader: "x-amzn-trace-id",
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: requestTimeoutSeconds * 1_000,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: "idle",
    ...(pathPrefix !== undefined && { rewriteUrl: withoutPrefix(pathPrefix) }),
  } as const;
  const isPlain = configuration.PLAIN_HTTP === "true";
  const server = fastify({
    ...options,
    https: isPlain ? null : await secured(configuration.SYSTEM),
  }) as unknown as FastifyInstance;
  if (configuration.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) traceRequests(server);
  server.addHook("onResponse", (request, reply, done) => {
    const { method, routeOptions } = request;
    const durationMs = Math.round(reply.elapsedTime);
    // Health checks would be most of the log.
    const level = routeOptions.url === "/health" ? "debug" : "info";
    request.log[level]({ method, route: routeOptions.url, status: reply.statusCode, durationMs }, "answered");
    done();
  });
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, "There is no such page."));
  return server;
}

function withoutPrefix(prefix: string) {
  const start = new RegExp(`^/${prefix}(?=[/?]|$)/?`);
  return ({ url = "/" }: { readonly url?: string }) => url.replace(start, "/");
}

async function secured(name: string) {
  return { ...(await selfSigned(name)), minVersion: "TLSv1.2" } as const;
}
