import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { BudgetSettings } from "./settings";

/** When people are told: in percent of the limit, of what was spent or of what is expected until the month ends. */
const THRESHOLDS = [
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "ACTUAL", threshold: 100 },
  { notificationType: "FORECASTED", threshold: 100 },
] as const;

/** What a budget is made from. */
export interface BudgetProps {
  readonly settings: BudgetSettings;
  /** Gets the mails; nobody has to confirm them. AWS Budgets keeps the address in us-east-1: a team's, not a person's. */
  readonly email: string;
}

/**
 * What a month of the system may cost, in both regions together. It counts what carries the tag `Application`, so the tag must be
 * activated as a cost allocation tag, by the account that pays; until then it counts nothing.
 *
 * By mail, not by the alert topic: Budgets would need a way into the topic and its key, which alarms and rules alone have.
 *
 * Stands in the primary stack only.
 */
export class Budget extends Construct {
  readonly resource: BudgetsBudget;

  /** @throws Error in another stack than the primary one: two budgets would tell of the same money. */
  constructor(scope: Construct, id: string, { settings, email }: BudgetProps) {
    super(scope, id);
    const { system, site } = RegionalStack.of(this);
    if (site !== "primary") throw new Error(`${this.node.path}: a budget stands in the primary stack only`);
    this.resource = new BudgetsBudget(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, "budget", "budget"),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(settings.monthlyUsd),
      limitUnit: "USD",
      // As Cost Explorer writes a tag: `user:<key>$<value>` (CreateBudget, AWS Budgets API reference, read 2026-11).
      costFilter: [{ name: "TagKeyValue", values: [`user:Application$${system}`] }],
      // Credits and refunds would hide what is used.
      costTypes: { includeCredit: false, includeRefund: false },
      notification: THRESHOLDS.map((threshold): BudgetsBudgetNotification => ({
        ...threshold,
        thresholdType: "PERCENTAGE",
        comparisonOperator: "GREATER_THAN",
        subscriberEmailAddresses: [email],
      })),
    });
  }
}
