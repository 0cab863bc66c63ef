import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Adds routes whose bodies are streams, whatever their type. A client that is refused is not asked for the rest of it. */
export function addStreamScope(server: FastifyInstance, addRoutes: (scope: FastifyInstance) => void): void {
  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
    scope.addHook("onSend", closeWhenRefused);
    addRoutes(scope);
    done();
  });
}

/** The body of a request to one of these routes. */
export function contentOf({ body }: FastifyRequest): Readable {
  return body instanceof Readable ? body : Readable.from([]);
}

async function closeWhenRefused(_request: unknown, reply: FastifyReply): Promise<void> {
  if (reply.statusCode >= 400) reply.header("connection", "close");
}
