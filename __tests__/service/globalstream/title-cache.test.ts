import { CachedTitles } from "../../../src/service/globalstream/cached-titles";
import { TitleCache, type KeyValueStore } from "../../../src/service/globalstream/title-cache";
import type { Title, Titles } from "../../../src/service/shared/titles/titles";
import { makeWatch } from "../shared/watch";

const time = new Date("2026-11-21T15:00:00.000Z");
const title = (name: string): Title => ({ id: "film", name, epoch: 5, createdAt: time, updatedAt: time });

const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };

let stored: Map<string, string>;
let failure: Error | "silence" | undefined;
let asked: number;
let now: number;
let database: Title | undefined;

const run = <T>(work: () => T): Promise<T> => {
  asked++;
  if (failure === "silence") return new Promise(() => {});
  return failure ? Promise.reject(failure) : Promise.resolve(work());
};

const store: KeyValueStore = {
  get: (key) => run(() => stored.get(key) ?? null),
  set: (key: string, value: string, _unit: "EX", seconds: number, when?: "NX") =>
    run(() => {
      expect(seconds).toBe(60);
      if (when !== "NX" || !stored.has(key)) stored.set(key, value);
    }),
};

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function makeTitles() {
  const { watch, world } = makeWatch();
  await watch.poll();
  const titles = {
    put: (id: string, given: object) => Promise.resolve((database = { ...title(""), ...given, id })),
    find: () => Promise.resolve(database),
  };
  const cache = new TitleCache({ connect: () => Promise.resolve(store), log, now: () => now });
  return { titles: new CachedTitles(titles as unknown as Titles, cache, watch), watch, world };
}

beforeEach(() => {
  stored = new Map();
  failure = undefined;
  asked = 0;
  now = 0;
  database = title("First");
  jest.clearAllMocks();
});

test("a title is kept when it is read, and equals what the database has said", async () => {
  const { titles } = await makeTitles();
  await titles.find("film");
  await settle();
  database = title("Second");
  expect(await titles.find("film")).toEqual(title("First"));
  expect([...stored.keys()]).toEqual(["title:5:film"]);
});

test("nothing that was kept in another epoch is found", async () => {
  const { titles, watch, world } = await makeTitles();
  await titles.find("film");
  await settle();
  database = title("Second");
  world.record = { activeSite: "primary", epoch: 6 };
  await watch.poll();
  expect(await titles.find("film")).toEqual(title("Second"));
});

test("before the role is known, the cache is not asked", async () => {
  const cache = new TitleCache({ connect: () => Promise.resolve(store), log });
  const find = { find: () => Promise.resolve(database) } as unknown as Titles;
  expect(await new CachedTitles(find, cache, makeWatch().watch).find("film")).toEqual(title("First"));
  expect(asked).toBe(0);
});

test("a reader that was slow does not keep what has changed meanwhile", async () => {
  const { titles } = await makeTitles();
  let answer: (found: Title) => void = () => {};
  const slow = new Promise<Title>((resolve) => (answer = resolve));
  const { watch } = makeWatch();
  await watch.poll();
  const cache = new TitleCache({ connect: () => Promise.resolve(store), log, now: () => now });
  const reading = new CachedTitles({ find: () => slow } as unknown as Titles, cache, watch).find("film");
  await settle();
  await titles.put("film", { name: "Second" });
  answer(title("First"));
  expect(await reading).toEqual(title("First"));
  await settle();
  expect(await titles.find("film")).toEqual(title("Second"));
  await settle();
  expect(stored.get("title:5:film")).toBe("");
});

test.each(["not JSON", "null", '{"id":"film"}', JSON.stringify({ ...title("Other"), id: "other" })])(
  "what is no such title counts as missing: %s",
  async (value) => {
    const { titles } = await makeTitles();
    stored.set("title:5:film", value);
    expect(await titles.find("film")).toEqual(title("First"));
  },
);

test.each(["an error", "silence"])(
  "a cache that answers with %s fails neither read nor write, and is left alone for a second",
  async (how) => {
    failure = how === "silence" ? how : new Error("refused");
    const { titles } = await makeTitles();
    expect(await titles.find("film")).toEqual(title("First"));
    expect(await titles.find("film")).toEqual(title("First"));
    await settle();
    expect(asked).toBe(1);
    // A change is told in any case: others may still find the old one.
    expect(await titles.put("film", { name: "Second" })).toMatchObject({ name: "Second" });
    expect(asked).toBe(2);
    failure = undefined;
    now = 1_001;
    await titles.find("film");
    await settle();
    expect(stored.get("title:5:film")).toContain("Second");
    expect(log.warn).toHaveBeenCalledTimes(1);
    expect(log.info).toHaveBeenCalledWith({}, "the cache answers again");
  },
);
