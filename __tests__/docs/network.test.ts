import { endpointsWithoutNat, INTERFACE_ENDPOINTS } from "../../src/constructs/network/interface-endpoints";
import { HOURS_PER_MONTH, PRICES } from "../../src/cost/prices";
import type { Tariff } from "../../src/cost/price";
import { pageText, rowsUnder } from "./pages";

const page = pageText("docs/network.md");
const virginia = (tariff: Tariff) => tariff.priceIn({ region: "us-east-1", peer: "us-east-2" })?.usd ?? NaN;
const dollars = (perHour: number) => `${(perHour * HOURS_PER_MONTH).toFixed(2)} USD`;
/** Without the head of the table. */
const rowsOf = (heading: string) => rowsUnder(page, heading).slice(2);

describe("docs/network.md", () => {
  test("lists every endpoint, and no other", () => {
    const listed = rowsOf("The endpoints").map(([name = ""]) => name.replaceAll("`", ""));
    expect(listed).toEqual(Object.keys(INTERFACE_ENDPOINTS));
  });

  test("says what a month costs with the prices of the cost page", () => {
    const [none = [], single = [], perZone = []] = rowsOf("With NAT gateways or without");
    expect(none[2]).toBe(`${dollars(virginia(PRICES.endpointHour))} for each endpoint and zone`);
    const gateway = dollars(virginia(PRICES.natHour) + virginia(PRICES.publicIpv4));
    expect(single[2]).toBe(`${gateway}, and ${virginia(PRICES.natTraffic)} USD for each GB`);
    expect(perZone[2]).toBe(`${gateway} in each zone, and the same`);
    const least = endpointsWithoutNat({ executeCommand: false, readsRoleByFunction: false }).length;
    expect(least).toBe(9);
    expect(page).toContain(
      `the nine that every such network needs ${dollars(virginia(PRICES.endpointHour) * 2 * least)}`,
    );
  });
});
