import { demandOf } from "../../src/capacity/demand";
import { loadSchema, type Load } from "../../src/capacity/load";
import { needsOf } from "../../src/capacity/needs";
import { partsOf, usersOf } from "../../src/capacity/parts";
import { connectionsOf } from "../../src/capacity/quotas";
import { sizesOf, type Sizes } from "../../src/capacity/sizes";
import { stackLikeMediadb } from "./stack-like-mediadb";

const load = loadSchema.parse({});
const sizes = sizesOf(stackLikeMediadb());

const usersOfPart = (name: string, given: Load = load, ofSizes: Sizes = sizes) =>
  partsOf(ofSizes, given)
    .filter((part) => part.name === name)
    .map((part) => Math.round(usersOf(part, given)));

const needOf = (name: string, users: number, given: Load = load) =>
  needsOf(partsOf(sizes, given), users, given)
    .filter(({ part }) => part.name === name)
    .map(({ pieces, way }) => [pieces, way]);

describe("the load", () => {
  it("is what users ask for each second", () => {
    // 60,000 users: 2,000 requests and 2,000 events a second.
    expect(demandOf(60_000, load)).toMatchObject({
      requests: 2_000,
      batches: 500,
      records: 2_000,
      recordBytes: 800_000,
    });
    const { readerReads, writerReads, databaseWrites, cacheOperations } = demandOf(60_000, load);
    expect(readerReads).toBeCloseTo(2_000 * (0.4 + 0.12 + 0.02), 6);
    expect(writerReads).toBeCloseTo(2_000 * (0.05 + 0.01), 6);
    expect(databaseWrites).toBeCloseTo(2_000 * 0.15, 6);
    expect(cacheOperations).toBeCloseTo(2_000 * (0.25 + 2 * 0.01), 6);
  });

  it("takes shares that add up to one alone", () => {
    const { success, error } = loadSchema.safeParse({ mix: { readTitle: 0.5 } });

    expect(success).toBe(false);
    expect(error?.issues.map(({ message, path }) => [path.join("."), message])).toEqual([
      ["mix", "the shares must add up to 1"],
    ]);
  });
});

describe("a part", () => {
  it.each([
    ["API, requests to the service", 30_000],
    ["API, batches of events", 120_000],
    ["API, the account's requests", 240_000],
    // 140 requests a second of each task.
    ["Service", (10 * 140 * 60) / 2],
    ["Role relay", (22 * 50 * 140 * 60) / 2],
    ["Stream, records", 60_000],
    ["Database, connections to the writer", (2_000 / 10) * 140 * 30],
    // 5 readers of 16 units, 600 reads a second of each unit.
    ["Database, readers", Math.round((5 * 16 * 600 * 30) / (0.4 + 0.12 + 0.02))],
    ["Database, writer", Math.round((16 * 30) / (0.15 / 100 + 0.06 / 600))],
  ])("%s serves %d users", (name, users) => {
    expect(usersOfPart(name)).toEqual([users]);
  });

  it("that reads the role is none where tasks read it themselves", () => {
    expect(usersOfPart("Role relay", load, { ...sizes, relayConcurrency: undefined })).toEqual([]);
  });

  it("needs a node whose memory is known", () => {
    expect(() => partsOf({ ...sizes, cacheNode: "cache.x9.large" }, load)).toThrow(
      "add the memory of cache.x9.large to NODE_GIB in src/capacity/quotas.ts",
    );
  });
});

describe("what users need", () => {
  it.each([
    ["Service", 42_000, [10, "as it is"]],
    ["Service", 42_001, [11, "setting"]],
    ["Service", 10_000_000, [2_381, "setting"]],
    ["Stream, records", 10_000_000, [334, "setting"]],
    ["Load balancer", 10_000_000, [2_381, "quota"]],
    ["Database, writer", 10_000_000, [534, "not this way"]],
    ["Database, readers", 10_000_000, [300, "setting"]],
    ["Database, connections to the writer", 10_000_000, [23_810, "not this way"]],
  ])("of %s for %d", (name, users, need) => {
    expect(needOf(name, users)).toEqual([need]);
  });
});

describe("connections of Serverless v2", () => {
  it.each([
    [0.5, 16, 2_000],
    [1, 16, 3_360],
    [1, 32, 5_000],
    [0.5, 4, 840],
  ])("from %d to %d units are %d", (least, most, connections) => {
    expect(connectionsOf({ least, most })).toBe(connections);
  });
});
