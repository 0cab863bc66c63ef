import { z } from "zod";

/**
 * What an environment may say of a system's budget.
 *
 * @param monthlyUsd what a month may cost where the environment says nothing: what `standby cost` adds up, rounded up.
 */
export function budgetSettings(monthlyUsd: number) {
  return z
    .strictObject({
      monthlyUsd: z.int().min(1).default(monthlyUsd).meta({
        description:
          "What a month of the system may cost, in US dollars. People are told at 80 % and 100 %, and when 100 % is expected.",
      }),
    })
    .prefault({});
}

/** What an environment says of a system's budget. */
export type BudgetSettings = z.infer<ReturnType<typeof budgetSettings>>;
