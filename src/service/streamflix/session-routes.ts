import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { sendProblem } from "../shared/problem";
import { problemsIn } from "../shared/request-problem";
import type { RoleWatch } from "../shared/role-watch";
import { WriteRefused } from "../shared/write-refused";
import type { Sessions } from "./sessions";

const NAME_PROBLEM = "must be the name of a viewer: text of 1 to 100 characters";

const sessionRequest = z.strictObject({
  viewer: z.string({ error: NAME_PROBLEM }).min(1, { error: NAME_PROBLEM }).max(100, { error: NAME_PROBLEM }),
});

/** What the routes of sessions work with. */
export interface SessionRoutesProps {
  readonly watch: RoleWatch;
  readonly sessions: Sessions;
}

interface OfSession {
  Params: { token: string };
}

/** `POST /sessions` begins a session, `GET /sessions/:token` tells whose it is, `DELETE /sessions/:token` ends it. */
export function addSessionRoutes(server: FastifyInstance, { watch, sessions }: SessionRoutesProps): void {
  const refuseOnStandby = () => {
    const { mayWrite, reasons } = watch.standing();
    if (!mayWrite) throw new WriteRefused(reasons);
  };

  server.post("/sessions", async (request, reply) => {
    refuseOnStandby();
    const { success, data, error } = sessionRequest.safeParse(request.body);
    if (!success) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: problemsIn("body", error) });
    }
    return reply
      .code(201)
      .header("cache-control", "no-store")
      .send(await sessions.begin(data.viewer));
  });

  server.get<OfSession>("/sessions/:token", async (request, reply) => {
    const session = await sessions.find(request.params.token);
    if (!session) return sendProblem(reply, 404, "There is no such session: sign in again.");
    return reply.header("cache-control", "no-store").send(session);
  });

  server.delete<OfSession>("/sessions/:token", async (request, reply) => {
    refuseOnStandby();
    await sessions.end(request.params.token);
    return reply.code(204).send();
  });
}
