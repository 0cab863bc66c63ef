import { readConfiguration } from "../../../src/service/streamflix/configuration";
import { createService } from "../../../src/service/streamflix/service";
import { describeOnStage, type Stage } from "../stage";
import { makeStreamingWorld, type StreamingWorld } from "../streaming-world";

export { LARGEST_MEDIA_BYTES, titleRequest } from "../streaming-world";

/** Makes a world for streamflix. */
export function makeStreamflixWorld(account: string): Promise<StreamingWorld> {
  return makeStreamingWorld({ account, system: "streamflix", region: "eu-west-2", roleRegion: "us-east-1" });
}

/** Like `describe`, for tests of the whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeService(
  title: string,
  account: string,
  tests: (stage: Stage<StreamingWorld>) => void,
): void {
  const props = {
    makeWorld: () => makeStreamflixWorld(account),
    createService: (world: StreamingWorld, changes: object | undefined, logStream: { write(): void }) =>
      createService(readConfiguration({ ...world.variables, ...changes }), logStream),
  };
  describeOnStage(title, props, tests);
}

/** A request that stores media of a title. */
export function mediaRequest(id: string, content: string) {
  const headers = { "content-type": "video/mp4" };
  return { method: "PUT", url: `/titles/${id}/media`, headers, payload: Buffer.from(content) } as const;
}
