import { Budget } from "../../../src/constructs/budget/budget";
import { budgetSettings } from "../../../src/constructs/budget/settings";
import { argumentsOf, synthesizeStack, type Placement } from "../../support/stack";

const settings = budgetSettings(500);
const synthesize = (given = {}, placement: Placement = {}) =>
  synthesizeStack(
    (stack) =>
      void new Budget(stack, "budget", { settings: settings.parse(given), email: "alerts@example.com" }),
    placement,
  );

describe("a budget", () => {
  const budget = argumentsOf(synthesize(), "aws_budgets_budget");

  test("is a month of what carries the system's tag, credits and refunds aside", () => {
    expect(budget).toMatchObject({
      name: "payments-budget-dev",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "500",
      limit_unit: "USD",
      cost_filter: [{ name: "TagKeyValue", values: ["user:Application$payments"] }],
      cost_types: { include_credit: false, include_refund: false },
    });
  });

  test("tells people before the limit, at it, and when it is expected", () => {
    const notifications = budget.notification as Record<string, unknown>[];
    expect(notifications.map(({ notification_type, threshold }) => [notification_type, threshold])).toEqual([
      ["ACTUAL", 80],
      ["ACTUAL", 100],
      ["FORECASTED", 100],
    ]);
    for (const notification of notifications) {
      expect(notification).toMatchObject({
        threshold_type: "PERCENTAGE",
        comparison_operator: "GREATER_THAN",
        subscriber_email_addresses: ["alerts@example.com"],
      });
    }
  });
});

test("an environment sets its own limit", () => {
  expect(argumentsOf(synthesize({ monthlyUsd: 90 }), "aws_budgets_budget")).toMatchObject({
    limit_amount: "90",
  });
});

test("a budget in the DR stack is refused: it would tell of the same money", () => {
  expect(() => synthesize({}, { site: "dr" })).toThrow("a budget stands in the primary stack only");
});

test.each([0, -5, 10.5])("a limit of %d is refused", (monthlyUsd) => {
  expect(settings.safeParse({ monthlyUsd }).success).toBe(false);
});
