import { readSettings } from "../../../src/functions/rotate-api-keys/settings";

const variables = {
  SYSTEM: "globalstream",
  ENVIRONMENT_SUFFIX: "prod",
  SITE: "primary",
  ROLE_TABLE: "globalstream-role-dr-prod",
  ROLE_REGION: "us-west-2",
  CLIENTS: "player,set-top-box",
  GRACE_HOURS: "72",
};

describe("the settings of the function", () => {
  test("are its environment variables", () => {
    expect(readSettings(variables)).toEqual({
      suffix: "prod",
      clients: ["player", "set-top-box"],
      graceHours: 72,
      roleRecord: { table: "globalstream-role-dr-prod", region: "us-west-2", system: "globalstream" },
      site: "primary",
    });
  });

  test("name everything that is missing or wrong", () => {
    expect(() => readSettings({ ...variables, CLIENTS: "", SITE: "both", GRACE_HOURS: "0.5" })).toThrow(
      /^environment variables: SITE: .*; CLIENTS: .*; GRACE_HOURS: /,
    );
  });
});
