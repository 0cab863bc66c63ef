import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClientConfig } from "@aws-sdk/client-sts";
import { accountOfRole, type DeploymentRole } from "../config/deployment-role";
import { errorName } from "../state/errors";
import { RegionalSts } from "./regional-sts";

/** The credentials of a session, as the SDK's clients take them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** How long before its end a session is not used any more, in milliseconds: as the SDK's own providers do. */
const EARLY_MS = 5 * 60_000;

/** What STS says to who may not take a role. */
const REFUSED = ["AccessDenied", "AccessDeniedException"];

/**
 * Gives credentials of a role, taken in the region that the configuration names with the credentials that the SDK finds.
 * They are asked for when they are first needed, shared by everybody who holds the provider, and renewed before they end.
 *
 * Who may not take the role but belongs to its account already, as a break-glass session does, works as who they are: in an
 * outage nobody shall be kept out by a role that is not theirs.
 */
export function assumedRole(
  role: DeploymentRole,
  configuration: STSClientConfig,
): () => Promise<SessionCredentials> {
  let held: Promise<SessionCredentials> | undefined;
  let endsAt = Infinity;
  return () => {
    if (!held || Date.now() > endsAt - EARLY_MS) {
      held = assume(role, configuration);
      held.then(
        ({ expiration }) => (endsAt = expiration?.getTime() ?? Infinity),
        // Asked again by the next call.
        () => (held = undefined),
      );
    }
    return held;
  };
}

async function assume(role: DeploymentRole, configuration: STSClientConfig): Promise<SessionCredentials> {
  const sts = new RegionalSts(configuration);
  try {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: role.arn,
        RoleSessionName: role.sessionName,
        ExternalId: role.externalId,
      }),
    );
    return {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
      ...(given?.Expiration && { expiration: given.Expiration }),
    };
  } catch (error) {
    if (REFUSED.includes(errorName(error)) && (await isOf(accountOfRole(role), sts))) {
      return await sts.config.credentials();
    }
    throw error;
  } finally {
    sts.destroy();
  }
}

async function isOf(account: string, sts: RegionalSts): Promise<boolean> {
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  return Account === account;
}
