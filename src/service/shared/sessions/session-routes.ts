import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { sendProblem } from "../problem";
import { problemsIn } from "../request-problem";
import { requireWriting } from "../require-writing";
import type { RoleWatch } from "../role-watch";
import type { BegunSession, Session } from "./sessions";

const NAME_PROBLEM = "must be the name of a viewer: text of 1 to 100 characters";

const sessionRequest = z.strictObject({
  viewer: z.string({ error: NAME_PROBLEM }).min(1, { error: NAME_PROBLEM }).max(100, { error: NAME_PROBLEM }),
});

/** Where sessions are kept. */
export interface SessionStore {
  /** Begins a session; undefined where there is no such viewer. */
  begin(viewer: string): Promise<BegunSession | undefined>;
  find(token: string): Promise<Session | undefined>;
  end(token: string): Promise<void>;
}

/** What the routes of sessions work with. */
export interface SessionRoutesProps {
  readonly watch: RoleWatch;
  readonly sessions: SessionStore;
  /**
   * Where a token is given: `/sessions/<token>`, or `/sessions/current` with `Authorization: Bearer <token>`, which no
   * access log of AWS holds.
   *
   * @default "path"
   */
  readonly tokenIn?: "path" | "header";
}

interface OfSession {
  Params: { token?: string };
}

/**
 * `POST /sessions` begins a session, `GET /sessions/:token` tells whose it is, `DELETE /sessions/:token` ends it; or, where
 * the token is in a header, the same of `/sessions/current`.
 */
export function addSessionRoutes(
  server: FastifyInstance,
  { watch, sessions, tokenIn = "path" }: SessionRoutesProps,
): void {
  const [one, tokenOf] =
    tokenIn === "path"
      ? ["/sessions/:token", ({ params }: FastifyRequest<OfSession>) => params.token ?? ""]
      : (["/sessions/current", bearerOf] as const);

  server.post("/sessions", async (request, reply) => {
    requireWriting(watch);
    const { success, data, error } = sessionRequest.safeParse(request.body);
    if (!success) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: problemsIn("body", error) });
    }
    const session = await sessions.begin(data.viewer);
    if (!session) return sendProblem(reply, 404, "There is no such viewer.");
    return reply.code(201).header("cache-control", "no-store").send(session);
  });

  server.get<OfSession>(one, async (request, reply) => {
    const session = await sessions.find(tokenOf(request));
    if (!session) return sendProblem(reply, 404, "There is no such session: sign in again.");
    return reply.header("cache-control", "no-store").send(session);
  });

  server.delete<OfSession>(one, async (request, reply) => {
    requireWriting(watch);
    await sessions.end(tokenOf(request));
    return reply.code(204).send();
  });
}

/** The token of `Authorization: Bearer`; empty, which is nobody's, where there is none. */
function bearerOf({ headers }: FastifyRequest<OfSession>): string {
  const [, token = ""] = /^Bearer ([\w-]{1,100})$/i.exec(headers.authorization ?? "") ?? [];
  return token;
}
