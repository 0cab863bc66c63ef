import { createHash } from "node:crypto";
import { readConfiguration } from "../../../src/service/globalstream/configuration";
import { createService, type MediaService } from "../../../src/service/globalstream/service";
import { describeOnStage, type Stage } from "../stage";
import { makeStreamingWorld, titleRequest, type StreamingWorld } from "../streaming-world";

/** Makes a world for globalstream. */
export function makeGlobalstreamWorld(account: string): Promise<StreamingWorld> {
  return makeStreamingWorld({
    account,
    system: "globalstream",
    region: "us-east-1",
    roleRegion: "us-west-2",
  });
}

/** A stage whose services process uploads. */
export interface GlobalstreamStage extends Stage<StreamingWorld> {
  makeActive(changes?: Readonly<Record<string, string>>): Promise<MediaService>;
}

/** Like `describe`, for tests of the whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeService(
  title: string,
  account: string,
  tests: (stage: GlobalstreamStage) => void,
): void {
  const props = {
    makeWorld: () => makeGlobalstreamWorld(account),
    createService: (world: StreamingWorld, changes: object | undefined, logStream: { write(): void }) =>
      createService(readConfiguration({ ...world.variables, ...changes }), logStream),
  };
  // The services are what `createService` above makes.
  describeOnStage(title, props, (stage) => tests(stage as GlobalstreamStage));
}

export function sha256Of(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A request that sends a part of an upload called "first". */
export function partRequest(
  id: string,
  number: number | string,
  content: string | Buffer,
  sha256 = sha256Of(content),
) {
  return {
    method: "PUT",
    url: `/titles/${id}/media/uploads/first/parts/${number}`,
    headers: { "content-type": "application/octet-stream", "x-sha256": sha256 },
    payload: Buffer.from(content),
  } as const;
}

/** A request that says that all parts of the upload "first" were sent. */
export function completeRequest(id: string, parts: readonly (string | Buffer)[]) {
  const sha256 = sha256Of(Buffer.concat(parts.map((part) => Buffer.from(part))));
  const payload = { parts: parts.length, sha256 };
  return { method: "POST", url: `/titles/${id}/media/uploads/first`, payload } as const;
}

/** Stores a title, sends its media in parts, and says that they are all. */
export async function upload(
  { server }: MediaService,
  id: string,
  parts: readonly (string | Buffer)[],
): Promise<void> {
  expect((await server.inject(titleRequest(id))).statusCode).toBe(200);
  for (const [index, part] of parts.entries()) {
    expect((await server.inject(partRequest(id, index + 1, part))).statusCode).toBe(200);
  }
  expect((await server.inject(completeRequest(id, parts))).statusCode).toBe(202);
}

/** What became of the upload "first". */
export async function outcomeOf({ server }: MediaService, id: string): Promise<Record<string, unknown>> {
  return (await server.inject(`/titles/${id}/media/uploads/first`)).json();
}
