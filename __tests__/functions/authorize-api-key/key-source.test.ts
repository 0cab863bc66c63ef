import { KeySource } from "../../../src/functions/authorize-api-key/key-source";
import { VirtualClock } from "../virtual-clock";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe("the keys as the authorizer knows them", () => {
  let clock: VirtualClock;
  let secret: string | Error;
  let reads: number;
  let warnings: string[];
  let source: KeySource;

  beforeEach(() => {
    clock = new VirtualClock();
    secret = "1";
    reads = 0;
    warnings = [];
    source = new KeySource({
      read: () => {
        reads++;
        return secret instanceof Error
          ? Promise.reject(secret)
          : Promise.resolve({ clients: { player: { current: secret } } });
      },
      now: clock.now,
      onStale: ({ message }, age) => warnings.push(`${message} after ${age} s`),
    });
  });

  const takes = async (key: string) => (await source.keys()).ownerOf(key, clock.now()) !== undefined;

  test("are read once a minute", async () => {
    expect(await takes("1")).toBe(true);
    secret = "2";
    clock.pass(MINUTE - 1);
    expect([await takes("1"), reads]).toEqual([true, 1]);
    clock.pass(1);
    expect([await takes("1"), await takes("2"), reads]).toEqual([false, true, 2]);
  });

  test("are read again before somebody is refused, but not more often than every five seconds", async () => {
    await takes("1");
    secret = "2";
    clock.pass(5 * SECOND - 1);
    expect((await source.keysForRefusal()).ownerOf("2", clock.now())).toBeUndefined();
    clock.pass(1);
    expect((await source.keysForRefusal()).ownerOf("2", clock.now())).toBeDefined();
    await source.keysForRefusal();
    expect(reads).toBe(2);
  });

  test("are taken for a quarter of an hour where they can't be read, and not a moment longer", async () => {
    await takes("1");
    secret = new Error("silence");
    clock.pass(15 * MINUTE - 1);
    expect(await takes("1")).toBe(true);
    clock.pass(1);
    await expect(source.keys()).rejects.toThrow("silence");
    await expect(source.keysForRefusal()).rejects.toThrow("silence");
  });

  test("are not asked for again for half a minute after a failure, so that callers don't wait", async () => {
    await takes("1");
    secret = new Error("silence");
    clock.pass(MINUTE);
    for (let call = 0; call < 3; call++) await takes("1");
    expect(reads).toBe(2);
    clock.pass(30 * SECOND);
    await takes("1");
    expect(reads).toBe(3);
    expect(warnings).toEqual(["silence after 60 s", "silence after 90 s"]);
  });

  test("are right again as soon as they can be read", async () => {
    await takes("1");
    secret = new Error("silence");
    clock.pass(20 * MINUTE);
    await expect(source.keys()).rejects.toThrow("silence");
    secret = "2";
    expect([await takes("1"), await takes("2")]).toEqual([false, true]);
  });

  test("are nobody's where they could never be read", async () => {
    secret = new Error("silence");
    await expect(source.keys()).rejects.toThrow("silence");
    await expect(source.keys()).rejects.toThrow("silence");
    expect(warnings).toEqual([]);
  });
});
