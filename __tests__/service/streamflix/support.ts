import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../../../src/service/streamflix/configuration";
import { createService } from "../../../src/service/streamflix/service";
import { describeOnStage, type Stage } from "../stage";
import { makeWorld, type World } from "../world";
import { startRedis, type FakeRedis } from "./redis";

/** Media may be longer than any other body, so that a test can tell which limit holds. */
export const LARGEST_MEDIA_BYTES = 100_000;

/** A world with what the streamflix system has in it. */
export interface StreamflixWorld extends World {
  readonly redis: FakeRedis;
  /** Where media lie. */
  readonly mediaPath: string;
}

/** Makes a world with a cache and a folder for media. The active site is the primary. */
export async function makeStreamflixWorld(account: string): Promise<StreamflixWorld> {
  const [world, redis] = await Promise.all([
    makeWorld({
      account,
      system: "streamflix",
      region: "eu-west-2",
      roleRegion: "us-east-1",
      groupRole: "streamflix_application",
      table: "titles",
    }),
    startRedis(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "standby-streamflix-"));
  const authorityFile = join(folder, "redis-ca.pem");
  writeFileSync(authorityFile, redis.authority);
  return {
    ...world,
    redis,
    mediaPath: join(folder, "media"),
    variables: {
      ...world.variables,
      CACHE_HOST: redis.host,
      CACHE_PORT: String(redis.port),
      CACHE_USER: "streamflix-cache-app-dev",
      CACHE_GROUP: "streamflix-cache-dev",
      CACHE_CA_FILE: authorityFile,
      MEDIA_PATH: join(folder, "media"),
      LARGEST_MEDIA_BYTES: String(LARGEST_MEDIA_BYTES),
    },
    stop: async () => {
      await Promise.all([world.stop(), redis.turn("off")]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Like `describe`, for tests of the whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeService(
  title: string,
  account: string,
  tests: (stage: Stage<StreamflixWorld>) => void,
): void {
  const props = {
    makeWorld: () => makeStreamflixWorld(account),
    createService: (world: StreamflixWorld, changes: object | undefined, logStream: { write(): void }) =>
      createService(readConfiguration({ ...world.variables, ...changes }), logStream),
  };
  describeOnStage(title, props, tests);
}

/** A request that stores a title. */
export function titleRequest(id: string, title: object = { name: `Title ${id}` }) {
  return { method: "PUT", url: `/titles/${id}`, payload: title } as const;
}

/** A request that stores media of a title. */
export function mediaRequest(id: string, content: string) {
  const headers = { "content-type": "video/mp4" };
  return { method: "PUT", url: `/titles/${id}/media`, headers, payload: Buffer.from(content) } as const;
}
