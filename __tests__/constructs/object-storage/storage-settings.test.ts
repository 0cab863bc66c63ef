import {
  accessLogRetentionDays,
  transactionLogSettings,
} from "../../../src/constructs/object-storage/storage-settings";

/** The problems of given settings, each as `path: message`. */
function problems(given: unknown): string[] {
  const { error } = transactionLogSettings.safeParse(given);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the settings of transaction logs", () => {
  test("by default get colder, but stay for ever and unlocked", () => {
    expect(transactionLogSettings.parse({})).toEqual({
      transitions: [
        { afterDays: 30, storageClass: "STANDARD_IA" },
        { afterDays: 90, storageClass: "GLACIER_IR" },
        { afterDays: 365, storageClass: "DEEP_ARCHIVE" },
      ],
    });
  });

  test("take other days, an end and a lock", () => {
    const given = {
      transitions: [{ afterDays: 0, storageClass: "GLACIER_IR" }],
      expirationDays: 2557,
      objectLock: { mode: "COMPLIANCE", days: 2557 },
    };
    expect(transactionLogSettings.parse(given)).toEqual(given);
    expect(problems({ transitions: [] })).toEqual([]);
  });

  test.each([
    {
      what: "infrequent access after less than 30 days",
      given: { transitions: [{ afterDays: 29, storageClass: "STANDARD_IA" }] },
      expected: ["transitions.0: STANDARD_IA takes objects after 30 days at the earliest"],
    },
    {
      what: "a class twice",
      given: {
        transitions: [
          { afterDays: 30, storageClass: "GLACIER_IR" },
          { afterDays: 300, storageClass: "GLACIER_IR" },
        ],
      },
      expected: ["transitions.1: GLACIER_IR must be colder than GLACIER_IR before it"],
    },
    {
      what: "a warmer class after a colder one",
      given: {
        transitions: [
          { afterDays: 0, storageClass: "DEEP_ARCHIVE" },
          { afterDays: 365, storageClass: "GLACIER" },
        ],
      },
      expected: ["transitions.1: GLACIER must be colder than DEEP_ARCHIVE before it"],
    },
    {
      what: "a move before the class before it is paid off",
      given: {
        transitions: [
          { afterDays: 10, storageClass: "GLACIER_IR" },
          { afterDays: 99, storageClass: "DEEP_ARCHIVE" },
        ],
      },
      expected: ["transitions.1: afterDays must be at least 100: so long GLACIER_IR is paid"],
    },
    {
      what: "an end before the last class is paid off",
      given: { expirationDays: 544 },
      expected: ["expirationDays: must be at least 545: so long the last storage class is paid"],
    },
    {
      what: "an end within the year that PCI DSS asks for",
      given: { transitions: [], expirationDays: 364 },
      expected: ["expirationDays: Too small: expected number to be >=365"],
    },
    {
      what: "a lock beyond the end",
      given: { expirationDays: 545, objectLock: { mode: "GOVERNANCE", days: 546 } },
      expected: ["objectLock.days: must not be above expirationDays: a locked object does not expire"],
    },
  ])("refuse $what", ({ given, expected }) => {
    expect(problems(given)).toEqual(expected);
  });
});

test("access logs are kept for a year, unless somebody says otherwise", () => {
  expect(accessLogRetentionDays.parse(undefined)).toBe(365);
  expect(accessLogRetentionDays.safeParse(29).success).toBe(false);
});
