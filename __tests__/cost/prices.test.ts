import { auroraInstancePrice } from "../../src/cost/aurora-prices";
import { PRICED_REGIONS, PRICES } from "../../src/cost/prices";

const tariffs = [...Object.values(PRICES), auroraInstancePrice("db.r6g.large")];
const places = PRICED_REGIONS.flatMap((region) =>
  PRICED_REGIONS.filter((peer) => peer !== region).map((peer) => ({ region, peer })),
);
const prices = places.flatMap((place) => tariffs.flatMap((tariff) => tariff?.priceIn(place) ?? []));
const distinct = [...new Set(prices)].map((price) => ({ ...price, name: `${price.item}, ${price.source}` }));

describe("the prices", () => {
  it.each(distinct)(
    "$name, says who states it and when it was read",
    ({ usd, source, read, unit, confidence }) => {
      expect(usd).toBeGreaterThan(0);
      expect(unit).not.toBe("");
      expect(read).toMatch(/^20\d\d-\d\d$/);
      // What nobody states must not look as if somebody did.
      expect(/^(from memory$|estimated: )/.test(source)).toBe(confidence === "unconfirmed");
    },
  );

  it.each(places)("from $region to $peer have names of their own, since equal ones are added up", (place) => {
    const items = tariffs.flatMap((tariff) => tariff?.priceIn(place)?.item ?? []);

    expect(new Set(items).size).toBe(items.length);
  });

  it("are the same in both regions of US East, and others in London", () => {
    const usd = (region: string) => PRICES.natHour.priceIn({ region, peer: "us-east-2" })?.usd;

    expect(["us-east-1", "us-east-2", "eu-west-2"].map(usd)).toEqual([0.045, 0.045, 0.05]);
  });

  it("in Oregon are stated by somebody, or estimated as in Virginia and marked so", () => {
    const there = { region: "us-west-2", peer: "us-east-1" };

    expect(PRICES.natHour.priceIn(there)).toMatchObject({ usd: 0.045, confidence: "price list" });
    expect(PRICES.dashboard.priceIn(there)).toMatchObject({ usd: 3, confidence: "unconfirmed" });
    expect(auroraInstancePrice("db.r6g.large")?.priceIn(there)).toMatchObject({
      usd: 0.26,
      confidence: "unconfirmed",
    });
  });

  it.each(["us-west-2", "eu-central-1", "eu-west-1"])(
    "in %s are known for everything that has a price in Virginia",
    (region) => {
      const items = (place: string) =>
        Object.values(PRICES).flatMap(
          (tariff) => tariff.priceIn({ region: place, peer: "us-east-2" })?.item ?? [],
        );

      expect(items(region).length).toBe(items("us-east-1").length);
    },
  );

  it.each([
    ["eu-central-1", 0.052, 0.012, 0.63, 3.7],
    ["eu-west-1", 0.048, 0.011, 0.57, 3.5],
  ])("in %s are those of its own price list", (region, nat, endpoint, logs, requests) => {
    const usd = (tariff: keyof typeof PRICES) => PRICES[tariff].priceIn({ region, peer: "us-east-1" })?.usd;

    expect([usd("natHour"), usd("endpointHour"), usd("logIngestion"), usd("apiRequest")]).toEqual([
      nat,
      endpoint,
      logs,
      requests,
    ]);
  });

  it("that nobody states say what they were taken from", () => {
    const source = (item: keyof typeof PRICES) =>
      PRICES[item].priceIn({ region: "eu-central-1", peer: "eu-west-1" })?.source;

    expect(source("filesStandard")).toBe("estimated: as much above us-east-1 as EFS backups, warm (20 %)");
    expect(source("restoreTest")).toBe(
      "estimated: as in us-east-1, where no price of eu-central-1 was found",
    );
  });

  it("are missing for classes and regions that nobody looked up", () => {
    expect(auroraInstancePrice("db.x2g.large")).toBeUndefined();
    expect(PRICES.natHour.priceIn({ region: "sa-east-1", peer: "us-east-1" })).toBeUndefined();
    expect(PRICES.apiRequest.priceIn({ region: "eu-west-2", peer: "us-east-1" })).toBeUndefined();
    expect(PRICES.regionTransfer.priceIn({ region: "sa-east-1", peer: "us-east-1" })).toBeUndefined();
    expect(PRICES.regionTransfer.priceIn({ region: "us-east-1", peer: "us-east-1" })).toBeUndefined();
  });
});

describe("transfer to the other region", () => {
  it.each([
    ["us-east-1", "us-east-2", "Transfer between Virginia and Ohio", 0.01],
    ["eu-west-2", "us-east-1", "Transfer between London and Virginia", 0.02],
    ["us-east-1", "eu-west-2", "Transfer between London and Virginia", 0.02],
    ["us-east-1", "us-west-2", "Transfer between Virginia and Oregon", 0.02],
    ["us-west-2", "us-east-2", "Transfer between Ohio and Oregon", 0.02],
    ["eu-central-1", "eu-west-1", "Transfer between Frankfurt and Ireland", 0.02],
    ["eu-west-1", "eu-central-1", "Transfer between Frankfurt and Ireland", 0.02],
  ])("from %s to %s is %s, at %d", (region, peer, item, usd) => {
    expect(PRICES.regionTransfer.priceIn({ region, peer })).toMatchObject({ item, usd });
  });
});
