import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ErasureList } from "../../../src/erasure-list/erasure-list";
import { ERASURE_KEY } from "../../../src/erasure-list/item";
import { readConfiguration } from "../../../src/service/mediadb/configuration";
import { createService } from "../../../src/service/mediadb/service";
import { describeOnStage, type Stage } from "../stage";
import { makeStreamingWorld, type StreamingWorld } from "../streaming-world";
import { makeTable } from "../world";

export { titleRequest } from "../streaming-world";

const REGION = "eu-central-1";
const ERASURE_TABLE = "erasures";

/** A world with a list of erasures. */
export interface MediadbWorld extends StreamingWorld {
  readonly erasures: ErasureList;
}

/** Makes a world for mediadb. */
export async function makeMediadbWorld(account: string): Promise<MediadbWorld> {
  const world = await makeStreamingWorld({
    account,
    system: "mediadb",
    region: REGION,
    roleRegion: "eu-west-1",
  });
  // Else every service that ends would write its metrics between the lines of the tests.
  process.env["POWERTOOLS_METRICS_DISABLED"] = "true";
  const dynamoDb = new DynamoDBClient({ region: REGION });
  await makeTable(dynamoDb, ERASURE_TABLE, ERASURE_KEY);
  return {
    ...world,
    erasures: new ErasureList(dynamoDb, ERASURE_TABLE),
    variables: {
      ...world.variables,
      ENVIRONMENT_SUFFIX: "dev",
      ERASURE_TABLE,
      ERASURE_LIST_DAYS: "450",
    },
  };
}

/** Like `describe`, for tests of the whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeService(
  title: string,
  account: string,
  tests: (stage: Stage<MediadbWorld>) => void,
): void {
  const props = {
    makeWorld: () => makeMediadbWorld(account),
    createService: (world: MediadbWorld, changes: object | undefined, logStream: { write(): void }) =>
      createService(readConfiguration({ ...world.variables, ...changes }), logStream),
  };
  describeOnStage(title, props, tests);
}

/** A viewer whom nobody else has. */
export const newViewerId = (): string => randomUUID();

/** Ada, as a request says it. */
export const ADA = { displayName: "Ada Lovelace", email: "ada@example.com", country: "DE" };

/** A request that stores a viewer. */
export function viewerRequest(id: string, viewer: object = ADA) {
  return { method: "PUT", url: `/viewers/${id}`, payload: viewer } as const;
}

/** A request that stores what a viewer has watched. */
export function entryRequest(id: string, entry: object = {}) {
  const payload = { titleId: "ebb", watchedAt: "2026-11-21T20:15:00.000Z", positionSeconds: 60, ...entry };
  return { method: "POST", url: `/viewers/${id}/history`, payload } as const;
}

/** A request that begins a session. */
export function signInRequest(viewer: string) {
  return { method: "POST", url: "/sessions", payload: { viewer } } as const;
}
