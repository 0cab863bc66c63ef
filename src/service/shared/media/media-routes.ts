import type { FastifyInstance } from "fastify";
import type { MediaFiles } from "./media-files";
import { sendMedia } from "./send-media";
import { addStreamScope, contentOf } from "./stream-scope";
import { sendProblem } from "../problem";
import type { RoleWatch } from "../role-watch";
import { lostReasons } from "../site-store";
import { titleId } from "../titles/title-request";
import type { Titles } from "../titles/titles";
import { WriteRefused } from "../write-refused";

/** What the routes of media work with. */
export interface MediaRoutesProps {
  readonly watch: RoleWatch;
  readonly titles: Titles;
  readonly media: MediaFiles;
}

interface OfTitle {
  Params: { id: string };
}

/** `PUT /titles/:id/media` stores the media of a title, `GET /titles/:id/media` answers them, whole or a range of them. */
export function addMediaRoutes(server: FastifyInstance, { watch, titles, media }: MediaRoutesProps): void {
  addStreamScope(server, (scope) => {
    scope.put<OfTitle>("/titles/:id/media", async (request, reply) => {
      const { mayWrite, epoch, reasons } = watch.standing();
      if (!mayWrite || epoch === null) throw new WriteRefused(reasons);
      const { success, data: id } = titleId.safeParse(request.params.id);
      if (!success || !(await titles.find(id))) return sendProblem(reply, 404, "There is no such title.");
      const { bytes, storedAt } = await media.put(id, contentOf(request), () => {
        // An upload takes minutes: the role may have moved since it began.
        if (!watch.holds(epoch)) throw new WriteRefused(lostReasons(watch, epoch));
      });
      return { titleId: id, bytes, storedAt, epoch };
    });
  });

  // HEAD would read the whole file to throw it away.
  server.get<OfTitle>("/titles/:id/media", { exposeHeadRoute: false }, async (request, reply) => {
    const { success, data: id } = titleId.safeParse(request.params.id);
    const found = success ? await media.open(id) : undefined;
    if (!found) return sendProblem(reply, 404, "There are no media of this title here.");
    return sendMedia(reply, found, request.headers);
  });
}
