import { remediationSettings } from "../../../src/constructs/remediation/settings";

test("acts by default, raises no capacity beyond what is configured, and lets no port be public", () => {
  expect(remediationSettings.parse(undefined)).toEqual({
    mode: "act",
    capacity: { stepUnits: 4 },
    publicPorts: [],
  });
});

test.each([
  { what: "an unknown mode", given: { mode: "sometimes" }, path: "mode" },
  { what: "half of a half unit", given: { capacity: { stepUnits: 0.25 } }, path: "capacity.stepUnits" },
  {
    what: "more than Aurora takes",
    given: { capacity: { ceilingUnits: 300 } },
    path: "capacity.ceilingUnits",
  },
  { what: "no port", given: { publicPorts: [0] }, path: "publicPorts.0" },
  { what: "a port twice", given: { publicPorts: [443, 443] }, path: "publicPorts" },
])("refuses $what", ({ given, path }) => {
  const paths = remediationSettings.safeParse(given).error?.issues.map((issue) => issue.path.join("."));
  expect(new Set(paths)).toEqual(new Set([path]));
});
