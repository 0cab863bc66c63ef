import type { FastifyInstance } from "fastify";
import { version } from "../../../package.json";
import type { Readiness } from "./readiness";
import type { Site } from "../../config/site";

/** `/health`: whether the process can answer. `/ready`: whether this site takes writes. */
export function addHealthRoutes(server: FastifyInstance, site: Site, readiness: Readiness): void {
  // Asks nobody: a database or a region that is gone must not make the load balancer replace every task.
  server.get("/health", () => ({ status: "ok", site, version }));

  server.get("/ready", async (_request, reply) => {
    const answer = await readiness.check();
    return reply.code(answer.mayWrite ? 200 : 503).send(answer);
  });
}
