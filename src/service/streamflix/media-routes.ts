import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import { sendProblem } from "../shared/problem";
import type { RoleWatch } from "../shared/role-watch";
import { lostReasons } from "../shared/site-store";
import { WriteRefused } from "../shared/write-refused";
import { byteRange } from "./byte-range";
import type { MediaFiles, OpenMedia } from "./media-files";
import { titleId } from "./title-request";
import type { Titles } from "./titles";

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
  // A scope of their own: here a body is a stream, whatever its type.
  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));

    scope.put<OfTitle>("/titles/:id/media", { onSend: closeWhenRefused }, async (request, reply) => {
      const { mayWrite, epoch, reasons } = watch.standing();
      if (!mayWrite || epoch === null) throw new WriteRefused(reasons);
      const { success, data: id } = titleId.safeParse(request.params.id);
      if (!success || !(await titles.find(id))) return sendProblem(reply, 404, "There is no such title.");
      const content = request.body instanceof Readable ? request.body : Readable.from([]);
      const { bytes, storedAt } = await media.put(id, content, () => {
        // An upload takes minutes: the role may have moved since it began.
        if (!watch.holds(epoch)) throw new WriteRefused(lostReasons(watch, epoch));
      });
      return { titleId: id, bytes, storedAt, epoch };
    });

    // HEAD would read the whole file to throw it away.
    scope.get<OfTitle>("/titles/:id/media", { exposeHeadRoute: false }, async (request, reply) => {
      const { success, data: id } = titleId.safeParse(request.params.id);
      const found = success ? await media.open(id) : undefined;
      if (!found) return sendProblem(reply, 404, "There are no media of this title here.");
      const { range, "if-range": ifRange } = request.headers;
      return sendMedia(reply, found, ifRange === undefined || ifRange === tagOf(found) ? range : undefined);
    });
    done();
  });
}

/** A client that is refused is not asked for the rest of what may be gigabytes. */
async function closeWhenRefused(_request: unknown, reply: FastifyReply): Promise<void> {
  if (reply.statusCode >= 400) reply.header("connection", "close");
}

async function sendMedia(
  reply: FastifyReply,
  found: OpenMedia,
  range: string | undefined,
): Promise<FastifyReply> {
  const { file, bytes, storedAt } = found;
  const wanted = byteRange(range, bytes);
  reply.header("accept-ranges", "bytes").header("etag", tagOf(found));
  if (wanted === "unsatisfiable") {
    await file.close();
    reply.header("content-range", `bytes */${bytes}`);
    return sendProblem(reply, 416, `The media have ${bytes} bytes.`);
  }
  const { start, end } = wanted ?? { start: 0, end: bytes - 1 };
  if (wanted) reply.code(206).header("content-range", `bytes ${start}-${end}/${bytes}`);
  return reply
    .type("application/octet-stream")
    .header("x-content-type-options", "nosniff")
    .header("last-modified", storedAt.toUTCString())
    .header("content-length", end - start + 1)
    .send(file.createReadStream({ start, end }));
}

function tagOf({ name }: OpenMedia): string {
  return `"${name.replace(/\.media$/, "")}"`;
}
