import { checkKeys, type CheckKeysProps } from "../../../src/functions/rotate-api-keys/check-keys";

const now = new Date("2026-11-03T10:00:00.000Z");
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const validUntil = hoursLater(72).toISOString();
const fit: CheckKeysProps = {
  current: {
    clients: { player: { current: "1", previous: { key: "0", validUntil } }, gone: { current: "g" } },
  },
  pending: {
    clients: {
      player: { current: "2", previous: { key: "1", validUntil } },
      partner: { current: "p" },
      gone: { previous: { key: "g", validUntil } },
    },
  },
  clients: ["player", "partner"],
  now,
  soonestEnd: hoursLater(36),
  strangeKey: "nobody's",
};
const { player, partner, gone } = fit.pending.clients;

/** What is said of the pending keys with other ones for some clients. */
const check = (clients: CheckKeysProps["pending"]["clients"], more: Partial<CheckKeysProps> = {}) => {
  const pending = { clients: { ...fit.pending.clients, ...clients } };
  return () => checkKeys({ ...fit, pending, ...more });
};

describe("pending keys", () => {
  test("are fit for use with new keys, and those in use beside them", () => {
    expect(check({})).not.toThrow();
  });

  test.each<[string, () => void, string]>([
    ["a client has none", check({ partner: {} }), "partner has no new key"],
    ["a key is not new", check({ player: { ...player, current: "1" } }), "player has no new key"],
    ["a key was somebody's before", check({ partner: { current: "g" } }), "partner has no new key"],
    ["two clients have the same", check({ partner: { current: "2" } }), "partner has no new key"],
    [
      "the one in use is gone",
      check({ player: { current: "2" } }),
      "the key that player uses now would end too early",
    ],
    [
      "the one in use would end soon, as the version has waited",
      check({ gone: { previous: { key: "g", validUntil: hoursLater(35).toISOString() } } }),
      "the key that gone uses now would end too early",
    ],
    [
      "the one in use becomes another client's",
      check({ gone: {}, partner: { ...partner, previous: { key: "g", validUntil } } }),
      "the key that gone uses now would end too early",
    ],
    [
      "a key was taken away meanwhile",
      check({}, { current: { clients: { player: { current: "1" } } } }),
      "it brings a key of gone back that has been taken away",
    ],
    ["a strange key is taken", check({ other: { current: "nobody's" } }), "it takes a key that nobody has"],
  ])("are refused where %s", (_case, run, problem) => {
    expect(run).toThrow(`the pending keys are not fit for use: ${problem}`);
  });

  test("are refused with every problem and the way out", () => {
    expect(check({ partner: {}, gone: { ...gone, previous: undefined } })).toThrow(
      "partner has no new key; the key that gone uses now would end too early. " +
        "Remove the label AWSPENDING from them and rotate again",
    );
  });
});
