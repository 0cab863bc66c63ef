import type { FastifyInstance } from "fastify";
import { MOST_CANARIES, type Canaries } from "./canaries";
import { canaryName, readCanaryRequest } from "./canary-request";
import { sendProblem } from "./problem";
import type { RoleWatch } from "./role-watch";
import { WriteRefused } from "./write-refused";

/** What the routes of canaries work with. */
export interface CanaryRoutesProps {
  readonly watch: RoleWatch;
  readonly canaries: Canaries;
}

/** `PUT /canaries/:name` writes like a payment does; `GET /canaries/:name` tells what has arrived in this site. */
export function addCanaryRoutes(server: FastifyInstance, { watch, canaries }: CanaryRoutesProps): void {
  server.put<{ Params: { name: string } }>("/canaries/:name", async (request, reply) => {
    // Before the request is looked at: a standby has no opinion on it.
    const { mayWrite, reasons } = watch.standing();
    if (!mayWrite) throw new WriteRefused(reasons);
    const read = readCanaryRequest(request.params.name, request.body);
    if ("problems" in read) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: read.problems });
    }
    const canary = await canaries.put(read.name, read.written);
    return canary ?? sendProblem(reply, 409, `There are ${MOST_CANARIES} other canaries; no more are kept.`);
  });

  server.get<{ Params: { name: string } }>("/canaries/:name", async (request, reply) => {
    const { success, data: name } = canaryName.safeParse(request.params.name);
    const canary = success ? await canaries.find(name) : undefined;
    return canary ?? sendProblem(reply, 404, "There is no such canary.");
  });
}
