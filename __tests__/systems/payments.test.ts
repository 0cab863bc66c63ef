import { destroyableEnvironment } from "../support/synthesis";

describe("payments with other settings", () => {
  test("more instances than zones are refused, not left out", () => {
    const given = { systems: { payments: { database: { instances: { primary: 3 } } } } };
    expect(() => destroyableEnvironment(given)).toThrow(
      "at most one instance a zone, and network.zones names 2",
    );
  });

  test("a network without NAT gateways is refused: the primary site could not read the role record", () => {
    const given = { systems: { payments: { network: { natGateways: "none" } } } } as const;
    expect(() => destroyableEnvironment(given)).toThrow("no endpoint leads there");
  });
});
