import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { explain, isUnreachable } from "../state/errors";
import type { RegionalClients } from "./clients";

/** Whose credentials are expected. */
export interface ExpectedAccount {
  readonly account: string;
  /** The name of the environment that says so. */
  readonly environment: string;
}

/**
 * Says why the credentials must not be used: there are none, they are not valid, or they belong to another account. A
 * region that does not answer says nothing against them.
 *
 * @returns undefined when nothing speaks against them.
 */
export async function credentialsProblem(
  { sts }: Pick<RegionalClients, "sts">,
  { account, environment }: ExpectedAccount,
  abortSignal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}), abortSignal && { abortSignal });
    if (Account === account) return undefined;
    return `wrong account: the credentials (${Arn}) belong to ${Account}, the environment "${environment}" to ${account}`;
  } catch (error) {
    if (isUnreachable(error) || abortSignal?.aborted) return undefined;
    return explain(error);
  }
}
