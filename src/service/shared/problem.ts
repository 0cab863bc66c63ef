import { STATUS_CODES } from "node:http";
import type { FastifyReply } from "fastify";

/** Roughly how long a role, a password or a connection takes to be noticed; in seconds. */
const RETRY_AFTER_SECONDS = 5;

/** Answers with a problem (RFC 9457). With status 503, the client is told when to repeat the request. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  if (status === 503) reply.header("retry-after", RETRY_AFTER_SECONDS);
  return reply
    .code(status)
    .type("application/problem+json")
    .send({ type: "about:blank", title: STATUS_CODES[status], status, detail, ...more });
}
