import { judgeAmount } from "../../../src/functions/validate-payment/amount";

const limits = { USD: "10000", JPY: "1000000", KWD: "3000.5" };

describe("an amount", () => {
  test.each([
    ["0.01", "USD"],
    ["10000", "USD"],
    ["10000.00", "USD"],
    ["12.5000", "USD"],
    ["12.000", "JPY"],
    ["1000000", "JPY"],
    ["3000.500", "KWD"],
  ])("of %s %s is good", (value, currency) => {
    expect(judgeAmount({ value, currency }, limits)).toEqual([]);
  });

  test.each([
    ["0", "USD", ["amount-not-positive"]],
    ["0.00", "USD", ["amount-not-positive"]],
    ["-0.5", "USD", ["amount-not-positive"]],
    ["-5", "USD", ["amount-not-positive"]],
    ["10000.01", "USD", ["amount-above-limit"]],
    ["10.001", "USD", ["amount-decimal-places"]],
    ["10.5", "JPY", ["amount-decimal-places"]],
    ["1.0005", "KWD", ["amount-decimal-places"]],
    ["3000.501", "KWD", ["amount-above-limit"]],
    ["5.00", "EUR", ["currency-not-accepted"]],
    ["999999999999999.999", "USD", ["amount-decimal-places", "amount-above-limit"]],
    ["-1.5", "CLP", ["currency-not-accepted", "amount-not-positive", "amount-decimal-places"]],
  ])("of %s %s is not: %j", (value, currency, reasons) => {
    expect(judgeAmount({ value, currency }, limits)).toEqual(reasons);
  });

  test("is compared exactly, where a float would round", () => {
    const huge = { USD: "900719925474099.3" };
    expect(judgeAmount({ value: "900719925474099.31", currency: "USD" }, huge)).toEqual([
      "amount-above-limit",
    ]);
  });
});
