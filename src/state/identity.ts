import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { SITES } from "../config/site";
import type { BackendClients } from "./clients";
import { explain, isUnreachable } from "./errors";
import type { StateScope } from "./locations";

/**
 * Says why these credentials must not be used: there are none, they are not valid, or they belong to another account.
 * One region that does not answer is not decisive: the other is asked then.
 *
 * @returns undefined when they are good.
 */
export async function identityProblem(
  clients: BackendClients,
  scope: StateScope,
): Promise<string | undefined> {
  let problem: string | undefined;
  for (const site of SITES) {
    try {
      const identity = await clients.sites[site].sts.send(new GetCallerIdentityCommand({}));
      if (identity.Account === scope.account) return undefined;
      return `wrong account: the credentials (${identity.Arn}) belong to ${identity.Account}, the environment "${scope.environment}" to ${scope.account}`;
    } catch (error) {
      problem = explain(error);
      if (!isUnreachable(error)) return problem;
    }
  }
  return problem;
}
