import type { FastifyReply } from "fastify";
import { sendProblem } from "../problem";
import { byteRange } from "./byte-range";
import type { OpenMedia } from "./media-files";
import { versionOf } from "./media-version";

/** What a client asks for of some media: the headers of its request. */
export interface MediaRequestHeaders {
  readonly range?: string | undefined;
  readonly "if-range"?: string | undefined;
}

/**
 * Answers media, whole or one range of bytes, and closes the file.
 *
 * @param largestBytes a range that is longer is cut, which a 206 may (RFC 9110, 15.3.7); longer media can't be had whole.
 */
export async function sendMedia(
  reply: FastifyReply,
  found: OpenMedia,
  { range, "if-range": ifRange }: MediaRequestHeaders,
  largestBytes = Infinity,
): Promise<FastifyReply> {
  const { file, bytes, storedAt } = found;
  const tag = `"${versionOf(found)}"`;
  const wanted = byteRange(ifRange === undefined || ifRange === tag ? range : undefined, bytes);
  reply.header("accept-ranges", "bytes").header("etag", tag);
  if (wanted === "unsatisfiable") {
    await file.close();
    reply.header("content-range", `bytes */${bytes}`);
    return sendProblem(reply, 416, `The media have ${bytes} bytes.`);
  }
  if (!wanted && bytes > largestBytes) {
    await file.close();
    const detail = `The media have ${bytes} bytes, and one answer ${largestBytes} at most: ask for a range.`;
    return sendProblem(reply, 400, detail);
  }
  const { start, end: last } = wanted ?? { start: 0, end: bytes - 1 };
  const end = Math.min(last, start + largestBytes - 1);
  if (wanted) reply.code(206).header("content-range", `bytes ${start}-${end}/${bytes}`);
  reply.header("last-modified", storedAt.toUTCString());
  return sendBytes(reply, found, start, end);
}

/** Answers bytes of media, both ends included, and closes the file. */
export function sendBytes(
  reply: FastifyReply,
  { file }: OpenMedia,
  start: number,
  end: number,
): FastifyReply {
  return reply
    .type("application/octet-stream")
    .header("x-content-type-options", "nosniff")
    .header("content-length", end - start + 1)
    .send(file.createReadStream({ start, end }));
}
