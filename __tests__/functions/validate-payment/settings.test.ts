import { readSettings } from "../../../src/functions/validate-payment/settings";

const variables = { TABLE_NAME: "table", TRANSACTION_BUCKET: "bucket", AMOUNT_LIMITS: '{"USD":"10000.50"}' };

describe("the settings of the function", () => {
  test("are its environment variables", () => {
    expect(readSettings(variables)).toEqual({ ...variables, AMOUNT_LIMITS: { USD: "10000.50" } });
  });

  test.each([
    ["{USD: 1}", "AMOUNT_LIMITS: must be JSON"],
    ['{"usd":"1"}', "AMOUNT_LIMITS.usd"],
    ['{"USD":"a lot"}', "AMOUNT_LIMITS.USD"],
    ['{"USD":10000}', "AMOUNT_LIMITS.USD"],
  ])("refuse the limits %s", (AMOUNT_LIMITS, problem) => {
    expect(() => readSettings({ ...variables, AMOUNT_LIMITS })).toThrow(problem);
  });

  test("name everything that is missing", () => {
    expect(() => readSettings({})).toThrow(/TABLE_NAME.*TRANSACTION_BUCKET.*AMOUNT_LIMITS/);
  });
});
