import { inspect } from "node:util";
import { parseApiKeys } from "../../../src/functions/api-keys/content";

/** Stands in no message of anybody. */
const KEY = "correct-horse-battery";

/** All that an error says when the text is read. */
function complaint(text: string): string {
  try {
    parseApiKeys(text);
  } catch (error) {
    return inspect(error, { depth: null, showHidden: true });
  }
  throw new Error("it was read");
}

describe("the content of the secret", () => {
  test("is the keys of each client", () => {
    const content = {
      clients: {
        player: { current: "a", previous: { key: "b", validUntil: "2026-11-03T10:00:00.000Z" } },
        gone: { previous: { key: "c", validUntil: "2026-11-03T10:00:00.000Z" } },
      },
    };
    expect(parseApiKeys(JSON.stringify(content))).toEqual(content);
  });

  test.each([
    ["no JSON", `{"clients": {"player": {"current": "${KEY}"`, "the secret's value is no JSON"],
    ["a text", JSON.stringify(KEY), "value: Invalid input: expected object"],
    [
      "a key of another kind",
      JSON.stringify({ clients: { player: { current: [KEY] } } }),
      "clients.player.current",
    ],
    [
      "a key without an end",
      JSON.stringify({ clients: { player: { previous: { key: KEY } } } }),
      "clients.player.previous.validUntil",
    ],
    [
      "an end that is no time",
      JSON.stringify({ clients: { player: { previous: { key: KEY, validUntil: "for ever" } } } }),
      "clients.player.previous.validUntil: Invalid ISO datetime",
    ],
  ])("is refused where it is %s, and not repeated", (_case, text, message) => {
    const said = complaint(text);
    expect(said).toContain(message);
    expect(said).not.toContain(KEY);
  });
});
