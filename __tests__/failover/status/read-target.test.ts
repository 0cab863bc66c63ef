import { readTarget } from "../../../src/failover/status/read-target";
import { buildSystem, destroyableEnvironment } from "../../support/synthesis";
import { plan, primaryPlan } from "../plans";
import { TARGET } from "./world";

const plans = { primary: primaryPlan(), dr: plan() };

function target(...[given]: Parameters<typeof destroyableEnvironment>) {
  const environment = destroyableEnvironment(given);
  const { configuration: configurations } = buildSystem(environment);
  return readTarget({ environment, configurations, plans });
}

describe("readTarget", () => {
  const full = target();

  it("finds every name of payments in what is synthesized", () => {
    const withoutAlarms = (from: typeof TARGET) => ({
      ...from,
      sites: {
        primary: { ...from.sites.primary, alarms: [] },
        dr: { ...from.sites.dr, alarms: [] },
      },
    });

    expect(withoutAlarms(full)).toEqual(withoutAlarms(TARGET));
  });

  it("finds the alarms of a region, whichever stack made them", () => {
    const { primary, dr } = full.sites;

    expect(primary.alarms).toEqual(
      expect.arrayContaining(["payments-database-lag-critical-dev", "payments-site-impaired-dev"]),
    );
    expect(dr.alarms).toEqual(
      expect.arrayContaining(["payments-traffic-at-dr-dr-dev", "payments-site-impaired-dr-dev"]),
    );
    expect(primary.alarms.filter((name) => dr.alarms.includes(name))).toEqual([]);
  });

  it("finds no names without a domain", () => {
    expect(target({ domain: undefined })).toMatchObject({ names: undefined, switchParameter: undefined });
  });
});
