import type { FastifyInstance } from "fastify";
import { sendBytes, sendMedia } from "../shared/media/send-media";
import { sendProblem } from "../shared/problem";
import { titleId } from "../shared/titles/title-request";
import { LARGEST_ANSWER_BYTES } from "./limits";
import { nameOf, type MediaLibrary } from "./media-library";

const NOTHING_HERE = "There are no media of this title here.";

interface OfTitle {
  Params: { id: string };
}

interface OfSegment {
  Params: { id: string; number: string };
  Querystring: { version?: string };
}

/** `GET` of the media by ranges, of their manifest, and of one segment. A standby answers, too, from its copy. */
export function addMediaRoutes(server: FastifyInstance, library: MediaLibrary): void {
  const open = (id: string) => (titleId.safeParse(id).success ? library.open(id) : undefined);
  // HEAD would read the file to throw it away.
  const withoutHead = { exposeHeadRoute: false };

  server.get<OfTitle>("/titles/:id/media", withoutHead, async ({ params, headers }, reply) => {
    const found = await open(params.id);
    if (!found) return sendProblem(reply, 404, NOTHING_HERE);
    return sendMedia(reply, found.media, headers, LARGEST_ANSWER_BYTES);
  });

  server.get<OfTitle>("/titles/:id/media/manifest", withoutHead, async ({ params, headers }, reply) => {
    const found = await open(params.id);
    if (!found) return sendProblem(reply, 404, NOTHING_HERE);
    await found.media.file.close();
    const tag = `"${nameOf(found)}"`;
    reply.header("etag", tag);
    if (headers["if-none-match"] === tag) return reply.code(304).send();
    const { media, manifest } = found;
    return { titleId: params.id, version: nameOf(found), storedAt: media.storedAt, ...manifest };
  });

  const segment = "/titles/:id/media/segments/:number";
  server.get<OfSegment>(segment, withoutHead, async ({ params, query, headers }, reply) => {
    const found = await open(params.id);
    if (!found) return sendProblem(reply, 404, NOTHING_HERE);
    const { media, manifest } = found;
    const number = /^[1-9]\d{0,5}$/.test(params.number) ? Number(params.number) : 0;
    const sha256 = manifest.segments[number - 1];
    if (sha256 === undefined || (query.version !== undefined && query.version !== nameOf(found))) {
      await media.file.close();
      return sendProblem(reply, 404, "There is no such segment of this version: read the manifest again.");
    }
    const tag = `"${sha256}"`;
    reply.header("etag", tag);
    if (headers["if-none-match"] === tag) {
      await media.file.close();
      return reply.code(304).send();
    }
    const start = (number - 1) * manifest.segmentBytes;
    return sendBytes(reply, media, start, Math.min(media.bytes, start + manifest.segmentBytes) - 1);
  });
}
