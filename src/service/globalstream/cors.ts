import type { FastifyInstance } from "fastify";

/** What scripts of another origin may read beside the body. */
const EXPOSED = ["Accept-Ranges", "Content-Range", "ETag", "Retry-After"].join(", ");

/** Lets pages of an origin read every answer, errors too. API Gateway answers `OPTIONS` by itself. */
export function allowOrigin(server: FastifyInstance, origin: string): void {
  server.addHook("onRequest", (_request, reply, done) => {
    reply.header("access-control-allow-origin", origin).header("access-control-expose-headers", EXPOSED);
    done();
  });
}
