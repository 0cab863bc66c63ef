import { readdirSync } from "node:fs";
import { SITES } from "../../src/config/site";
import { rules } from "../../src/rules";
import { destroyableEnvironment, protectedEnvironment } from "../support/synthesis";
import { breachesAfter } from "./mistake";

const environments = [destroyableEnvironment(), protectedEnvironment()];
const stacks = environments.flatMap((environment) => SITES.map((site) => ({ environment, site })));

describe("the rules", () => {
  test.each(stacks)("hold for the $site stack of $environment.name", ({ environment, site }) => {
    expect(breachesAfter({ what: "nothing", environment, site, make: () => undefined })).toEqual([]);
  });

  test("have one name each", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test.each(rules)("$id is shown to catch mistakes", ({ id }) => {
    expect(readdirSync(__dirname)).toContain(`${id}.test.ts`);
  });
});
