import { judgeCard, lastFourOf } from "../../../src/functions/validate-payment/card";

const AT = "2026-11-03T12:00:00Z";
const good = { number: "4111111111111111", expiryMonth: 11, expiryYear: 2026 };

describe("a card", () => {
  test.each([
    ["16 digits", "4111111111111111"],
    ["15 digits", "378282246310005"],
    ["12 digits, the fewest", "500000000009"],
    ["19 digits, the most", "6304000000000000000"],
  ])("with a number of %s is good", (_what, number) => {
    expect(judgeCard({ ...good, number }, AT)).toEqual([]);
  });

  test.each([
    ["11 digits", "40000000006", ["card-number-length"]],
    ["20 digits", "40000000000000000002", ["card-number-length"]],
    ["a wrong digit", "4111111111111112", ["card-number-check-digit"]],
    ["two digits swapped", "4539148803436476", ["card-number-check-digit"]],
    ["too few digits and a wrong one", "41", ["card-number-length", "card-number-check-digit"]],
  ])("with a number of %s is not", (_what, number, reasons) => {
    expect(judgeCard({ ...good, number }, AT)).toEqual(reasons);
  });

  test.each([
    ["2026-11-30T23:59:59.999Z", []],
    ["2026-12-01T00:00:00.000Z", ["card-expired"]],
    ["2026-12-01T00:30:00+01:00", []],
  ])("is good until its month is over in UTC: at %s that gives %j", (at, reasons) => {
    expect(judgeCard(good, at)).toEqual(reasons);
  });

  test("of December is good until the new year", () => {
    const december = { ...good, expiryMonth: 12 };
    expect(judgeCard(december, "2026-12-31T23:59:59Z")).toEqual([]);
    expect(judgeCard(december, "2027-01-01T00:00:00Z")).toEqual(["card-expired"]);
  });

  test("shows its last four digits, unless they are most of the number", () => {
    expect(lastFourOf(good)).toBe("1111");
    expect(lastFourOf({ ...good, number: "12345678901" })).toBe("");
  });
});
