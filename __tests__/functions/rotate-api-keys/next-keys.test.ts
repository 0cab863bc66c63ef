import { newKey } from "../../../src/functions/rotate-api-keys/new-key";
import { nextKeys } from "../../../src/functions/rotate-api-keys/next-keys";

const validUntil = new Date("2026-11-06T10:00:00.000Z");
const end = validUntil.toISOString();
const given = { validUntil, newKey: (client: string) => `${client} 2` };

describe("the next keys", () => {
  test("are the first ones where there were none", () => {
    const next = nextKeys({ ...given, current: { clients: {} }, clients: ["player", "constructor"] });
    expect(next).toEqual({
      clients: { player: { current: "player 2" }, constructor: { current: "constructor 2" } },
    });
  });

  test("stand beside those in use, and end the ones before them", () => {
    const current = {
      clients: { player: { current: "player 1", previous: { key: "player 0", validUntil: end } } },
    };
    expect(nextKeys({ ...given, current, clients: ["player"] })).toEqual({
      clients: { player: { current: "player 2", previous: { key: "player 1", validUntil: end } } },
    });
  });

  test("leave a client that has left the key that it uses, and nothing after that", () => {
    const current = { clients: { player: { current: "player 1" }, partner: { current: "partner 1" } } };
    const next = nextKeys({ ...given, current, clients: ["player"] });
    expect(next.clients.partner).toEqual({ previous: { key: "partner 1", validUntil: end } });
    expect(nextKeys({ ...given, current: next, clients: ["player"] }).clients).not.toHaveProperty("partner");
  });
});

describe("a new key", () => {
  const holder = { system: "globalstream", suffix: "prod", client: "set-top-box" };

  test("tells whose it is, and holds 256 bits that a header takes as they are", () => {
    expect(newKey(holder)).toMatch(/^globalstream-prod_set-top-box_[A-Za-z0-9_-]{43}$/);
  });

  test("is another one each time", () => {
    expect(new Set(Array.from({ length: 100 }, () => newKey(holder))).size).toBe(100);
  });
});
