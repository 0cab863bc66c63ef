import type { FastifyInstance, FastifyReply } from "fastify";
import { sendProblem } from "../shared/problem";
import { requireWriting } from "../shared/require-writing";
import type { RoleWatch } from "../shared/role-watch";
import type { SiteStore } from "../shared/site-store";
import type { Erasures } from "./erasures";
import { exportViewer } from "./viewer-export";
import { readViewerRequest, viewerId } from "./viewer-request";
import type { ViewerSessions } from "./viewer-sessions";
import type { Viewers } from "./viewers";

const NO_VIEWER = "There is no such viewer.";

/** What the routes of viewers work with. */
export interface ViewerRoutesProps {
  readonly watch: RoleWatch;
  readonly store: SiteStore;
  readonly viewers: Viewers;
  readonly sessions: ViewerSessions;
  readonly erasures: Erasures;
}

interface OfViewer {
  Params: { id: string };
}

/**
 * `PUT /viewers/:id` stores a viewer, `GET /viewers/:id` tells it, `GET /viewers/:id/export` tells all that there is of it,
 * and `DELETE /viewers/:id` erases that.
 */
export function addViewerRoutes(server: FastifyInstance, props: ViewerRoutesProps): void {
  const { watch, store, viewers, sessions, erasures } = props;

  server.put<OfViewer>("/viewers/:id", async (request, reply) => {
    requireWriting(watch);
    const read = readViewerRequest(request.params.id, request.body);
    if ("problems" in read) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: read.problems });
    }
    if (await erasures.has(read.id)) {
      return sendProblem(reply, 410, "This viewer was erased: its id is not used again.");
    }
    return sendPrivately(reply, await viewers.put(read.id, read.viewer));
  });

  server.get<OfViewer>("/viewers/:id", async (request, reply) => {
    const { success, data: id } = viewerId.safeParse(request.params.id);
    return sendPrivately(reply, success ? await viewers.find(id) : undefined);
  });

  server.get<OfViewer>("/viewers/:id/export", async (request, reply) => {
    const { success, data: id } = viewerId.safeParse(request.params.id);
    return sendPrivately(reply, success ? await exportViewer(store, sessions, id) : undefined);
  });

  server.delete<OfViewer>("/viewers/:id", async (request, reply) => {
    requireWriting(watch);
    const { success, data: id } = viewerId.safeParse(request.params.id);
    if (!success) return sendProblem(reply, 404, NO_VIEWER);
    // First of all: what breaks off behind this is finished by a repetition, or by the next run of the retention.
    const { erasedAt } = await erasures.add(id);
    const rows = await viewers.erase(id);
    const deleted = { ...rows, sessions: await sessions.endAll(id) };
    request.log.info({ deleted }, "erased a viewer");
    return sendPrivately(reply, { viewerId: id, erasedAt, deleted });
  });
}

/** Sends what nobody on the way may keep; 404 where there is nothing. */
export function sendPrivately(reply: FastifyReply, found: object | undefined): FastifyReply {
  if (!found) return sendProblem(reply, 404, NO_VIEWER);
  return reply.header("cache-control", "no-store").send(found);
}
