import { inspect } from "node:util";
import { KeyRing } from "../../../src/functions/api-keys/key-ring";

const END = new Date("2026-11-06T10:00:00.000Z");
const BEFORE = new Date(END.getTime() - 1);
const ring = new KeyRing({
  clients: {
    player: { current: "new", previous: { key: "old", validUntil: END.toISOString() } },
    partner: { current: "other" },
    gone: { previous: { key: "left", validUntil: END.toISOString() } },
  },
});

describe("the keys of all clients", () => {
  test.each([
    ["new", { client: "player", isReplaced: false }],
    ["old", { client: "player", isReplaced: true }],
    ["other", { client: "partner", isReplaced: false }],
    ["left", { client: "gone", isReplaced: true }],
  ])("tell whose key %s is", (key, owner) => {
    expect(ring.ownerOf(key, BEFORE)).toEqual(owner);
  });

  test.each(["old", "left"])("refuse %s from the end of its grace period on, and nothing else", (key) => {
    expect(ring.ownerOf(key, END)).toBeUndefined();
    expect(ring.ownerOf("new", END)?.client).toBe("player");
  });

  test.each(["", "ne", "new ", "NEW", "nobody's"])("refuse %p", (key) => {
    expect(ring.ownerOf(key, BEFORE)).toBeUndefined();
  });

  test("can't be read from it", () => {
    const shown = inspect(new KeyRing({ clients: { player: { current: "correct-horse" } } }), {
      depth: null,
    });
    expect(shown).toContain("player");
    expect(shown).not.toContain("correct-horse");
  });
});
