import type { Price } from "../../src/cost/price";
import { auroraInstancePrice, PRICES } from "../../src/cost/prices";

const prices: Price[] = [...Object.values(PRICES), auroraInstancePrice("db.r6g.large") as Price];

describe("the prices", () => {
  it.each(prices)(
    "$item says who states it and when it was read",
    ({ usd, source, read, unit, confidence }) => {
      expect(usd).toBeGreaterThan(0);
      expect(unit).not.toBe("");
      expect(read).toMatch(/^20\d\d-\d\d$/);
      // What nobody states must not look as if somebody did.
      expect(source === "from memory").toBe(confidence === "unconfirmed");
    },
  );

  it("have names of their own, since equal ones are added up", () => {
    expect(new Set(prices.map(({ item }) => item)).size).toBe(prices.length);
  });

  it("are missing for classes that nobody looked up", () => {
    expect(auroraInstancePrice("db.x2g.large")).toBeUndefined();
  });
});
