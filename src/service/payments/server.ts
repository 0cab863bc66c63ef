import { fastify, LogController, type FastifyInstance } from "fastify";
import type { Configuration } from "./configuration";
import { loggerOptions, type LogStream } from "./logging";
import { sendProblem } from "./problem";
import { selfSigned } from "./tls";

/** A payment is a few hundred bytes. */
const BODY_LIMIT_BYTES = 16 * 1024;

/** For a whole request to arrive, in milliseconds: slow clients must not hold connections. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Longer than the load balancer keeps an idle connection (60 s by default, ALB guide, read 2026-11), so that it closes first. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** A server without routes, over TLS unless plain HTTP is asked for. */
export async function createServer(
  configuration: Configuration,
  logStream?: LogStream,
): Promise<FastifyInstance> {
  const options = {
    logger: loggerOptions(configuration, logStream),
    // Only the line below is written: paths can hold anything that a client puts there.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    // The load balancer's own id, which is in its access log, too.
    requestIdHeader: "x-amzn-trace-id",
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: "idle",
  } as const;
  const isPlain = configuration.PLAIN_HTTP === "true";
  const server = fastify({
    ...options,
    https: isPlain ? null : await secured(),
  }) as unknown as FastifyInstance;
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

async function secured() {
  return { ...(await selfSigned()), minVersion: "TLSv1.2" } as const;
}
