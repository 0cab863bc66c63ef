import type { FastifyInstance } from "fastify";
import { sendProblem } from "../problem";
import type { RoleWatch } from "../role-watch";
import { WriteRefused } from "../write-refused";
import { readPageRequest, readTitleRequest, titleId } from "./title-request";
import type { Titles } from "./titles";

/** What the routes of titles work with. */
export interface TitleRoutesProps {
  readonly watch: RoleWatch;
  readonly titles: Pick<Titles, "put" | "find" | "list">;
}

/** `PUT /titles/:id` stores what is known of a title, `GET /titles/:id` tells it, and `GET /titles` lists all in pages. */
export function addTitleRoutes(server: FastifyInstance, { watch, titles }: TitleRoutesProps): void {
  server.put<{ Params: { id: string } }>("/titles/:id", async (request, reply) => {
    // Before the request is looked at: a standby has no opinion on it.
    const { mayWrite, reasons } = watch.standing();
    if (!mayWrite) throw new WriteRefused(reasons);
    const read = readTitleRequest(request.params.id, request.body);
    if ("problems" in read) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: read.problems });
    }
    return titles.put(read.id, read.title);
  });

  server.get<{ Params: { id: string } }>("/titles/:id", async (request, reply) => {
    const { success, data: id } = titleId.safeParse(request.params.id);
    const title = success ? await titles.find(id) : undefined;
    return title ?? sendProblem(reply, 404, "There is no such title.");
  });

  server.get("/titles", async (request, reply) => {
    const read = readPageRequest(request.query);
    if ("problems" in read) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: read.problems });
    }
    return titles.list(read);
  });
}
