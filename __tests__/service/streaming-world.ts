import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedis, type FakeRedis } from "./redis";
import { makeWorld, type World, type WorldProps } from "./world";

/** Media may be longer than any other body, so that a test can tell which limit holds. */
export const LARGEST_MEDIA_BYTES = 100_000;

/** A world with a cache and a folder for media. */
export interface StreamingWorld extends World {
  readonly redis: FakeRedis;
  /** Where media lie. */
  readonly mediaPath: string;
}

/** Makes a world with titles, a cache and media. The active site is the primary. */
export async function makeStreamingWorld(
  props: Pick<WorldProps, "account" | "system" | "region" | "roleRegion">,
): Promise<StreamingWorld> {
  const { system } = props;
  const [world, redis] = await Promise.all([
    makeWorld({ ...props, groupRole: `${system}_application`, table: "titles" }),
    startRedis(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), `standby-${system}-`));
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
      CACHE_USER: `${system}-cache-app-dev`,
      CACHE_GROUP: `${system}-cache-dev`,
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

/** A request that stores a title. */
export function titleRequest(id: string, title: object = { name: `Title ${id}` }) {
  return { method: "PUT", url: `/titles/${id}`, payload: title } as const;
}
