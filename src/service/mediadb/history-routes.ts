import type { FastifyInstance } from "fastify";
import { sendProblem } from "../shared/problem";
import { requireWriting } from "../shared/require-writing";
import type { RoleWatch } from "../shared/role-watch";
import type { History } from "./history";
import { readEntryRequest, readHistoryPageRequest } from "./history-request";
import { viewerId } from "./viewer-request";
import { sendPrivately } from "./viewer-routes";

const NOT_VALID = "The request is not valid.";

/** What the routes of histories work with. */
export interface HistoryRoutesProps {
  readonly watch: RoleWatch;
  readonly history: History;
}

interface OfViewer {
  Params: { id: string };
}

/** `POST /viewers/:id/history` stores what a viewer watched, `GET /viewers/:id/history` lists it in pages. */
export function addHistoryRoutes(server: FastifyInstance, { watch, history }: HistoryRoutesProps): void {
  server.post<OfViewer>("/viewers/:id/history", async (request, reply) => {
    requireWriting(watch);
    const entry = readEntryRequest(request.body);
    if ("problems" in entry) return sendProblem(reply, 400, NOT_VALID, { problems: entry.problems });
    const { success, data: id } = viewerId.safeParse(request.params.id);
    const stored = success ? await history.add(id, entry) : "no viewer";
    switch (stored) {
      case "no viewer":
        return sendPrivately(reply, undefined);
      case "no title":
        return sendProblem(reply, 400, NOT_VALID, {
          problems: [{ field: "titleId", message: "there is no such title" }],
        });
      case "restricted":
        return sendProblem(reply, 409, "This viewer is restricted: nothing new is stored of it.");
      default:
        return sendPrivately(reply, stored);
    }
  });

  server.get<OfViewer>("/viewers/:id/history", async (request, reply) => {
    const page = readHistoryPageRequest(request.query);
    if ("problems" in page) return sendProblem(reply, 400, NOT_VALID, { problems: page.problems });
    const { success, data: id } = viewerId.safeParse(request.params.id);
    return sendPrivately(reply, success ? await history.list(id, page) : undefined);
  });
}
