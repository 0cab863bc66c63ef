import type { FastifyInstance, FastifyReply } from "fastify";
import { MediaTooLarge } from "../shared/media/media-problems";
import { addStreamScope, contentOf } from "../shared/media/stream-scope";
import { sendProblem } from "../shared/problem";
import type { RoleWatch } from "../shared/role-watch";
import { lostReasons } from "../shared/site-store";
import type { Checked } from "../shared/titles/title-request";
import { WriteRefused } from "../shared/write-refused";
import type { CachedTitles } from "./cached-titles";
import type { MediaRoot } from "./media-root";
import { missingOf, type UploadParts } from "./upload-parts";
import { isUploadPath, readCompletion, readPartRequest, type UploadParams } from "./upload-request";
import type { Uploads } from "./uploads";

const UPLOAD = "/titles/:id/media/uploads/:uploadId";

/** What the routes of uploads work with. */
export interface UploadRoutesProps {
  readonly watch: RoleWatch;
  readonly titles: CachedTitles;
  readonly root: MediaRoot;
  readonly parts: UploadParts;
  readonly uploads: Uploads;
  /** The largest media, in bytes. */
  readonly largestBytes: number;
  /** Called when there is something to process. */
  readonly onQueued: () => void;
}

/** `PUT .../parts/:number` takes a part, `POST` says that all were sent, and `GET` tells what became of it. */
export function addUploadRoutes(server: FastifyInstance, props: UploadRoutesProps): void {
  const { watch, titles, root, parts, uploads, largestBytes, onQueued } = props;
  const activeEpoch = (): number => {
    const { mayWrite, epoch, reasons } = watch.standing();
    if (!mayWrite || epoch === null) throw new WriteRefused(reasons);
    return epoch;
  };

  addStreamScope(server, (scope) => {
    scope.put(`${UPLOAD}/parts/:number`, async (request, reply) => {
      const epoch = activeEpoch();
      const read = readPartRequest(request.params as object, request.headers);
      if ("problems" in read) return refuse(reply, read);
      const { titleId, uploadId, number, sha256 } = read;
      if (!(await titles.find(titleId))) return sendProblem(reply, 404, "There is no such title.");
      await root.prepare();
      const bytes = await parts.put([titleId, uploadId, number], contentOf(request), sha256, () => {
        if (!watch.holds(epoch)) throw new WriteRefused(lostReasons(watch, epoch));
      });
      return { titleId, uploadId, number, bytes, sha256 };
    });
  });

  server.post(UPLOAD, async (request, reply) => {
    activeEpoch();
    const read = readCompletion(request.params as object, request.body);
    if ("problems" in read) return refuse(reply, read);
    const known = await uploads.find(read.titleId, read.uploadId);
    if (!known || known.state === "failed") {
      if (!(await titles.find(read.titleId))) return sendProblem(reply, 404, "There is no such title.");
      await root.look();
      const found = await parts.list(read.titleId, read.uploadId);
      const missing = missingOf(found, read.parts);
      if (missing.length > 0) return sendProblem(reply, 409, "Not all parts are here.", { missing });
      const sent = [...found.values()].filter(({ number }) => number <= read.parts);
      if (sent.reduce((sum, { bytes }) => sum + bytes, 0) > largestBytes)
        throw new MediaTooLarge(largestBytes);
    }
    const upload = await uploads.complete(read);
    if (upload.parts !== read.parts || upload.sha256 !== read.sha256) {
      const detail = "This upload was completed with other parts. Choose another name for a new one.";
      return sendProblem(reply, 409, detail);
    }
    onQueued();
    return reply.code(202).send(upload);
  });

  server.get<{ Params: UploadParams }>(UPLOAD, async ({ params }, reply) => {
    const upload = isUploadPath(params) ? await uploads.find(params.id, params.uploadId) : undefined;
    return upload ?? sendProblem(reply, 404, "There is no such upload, or it was not completed.");
  });
}

function refuse(reply: FastifyReply, { problems }: Checked<never>): FastifyReply {
  return sendProblem(reply, 400, "The request is not valid.", { problems });
}
