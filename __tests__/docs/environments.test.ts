import { commonSettings } from "../../src/config/settings";
import { systems } from "../../src/systems";
import { pageText, rowsUnder } from "./pages";

const page = pageText("docs/environments.md");
/** What every system has is explained once, for all of them. */
const COMMON = keysOf(
  commonSettings({
    allowedRegions: ["us-east-1", "us-east-2"],
    regions: { primary: "us-east-1", dr: "us-east-2" },
    cidrs: { primary: "10.0.0.0/16", dr: "10.1.0.0/16" },
  }),
);

function keysOf({ shape }: { readonly shape: object }): string[] {
  return Object.keys(shape);
}

describe("docs/environments.md", () => {
  test.each(systems.map(({ name, settings }) => ({ name, settings })))(
    "explains every key of $name",
    ({ name, settings }) => {
      const explained = rowsUnder(page, name).map(([keys = ""]) => keys);
      const own = keysOf(settings).filter((key) => !COMMON.includes(key));
      expect(own.length).toBeGreaterThan(5);
      expect(own.filter((key) => !explained.some((keys) => new RegExp(`\\b${key}\\b`).test(keys)))).toEqual(
        [],
      );
    },
  );
});
