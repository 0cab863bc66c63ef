import type { Environment } from "./environment";
import { cutToLimit } from "./naming";

/** The role of the account that deployments and commands take. */
export interface DeploymentRole {
  readonly arn: string;
  /** Names the session in the audit trail: `standby-<environment>`. */
  readonly sessionName: string;
  /** @default - the role's trust policy asks for none */
  readonly externalId?: string;
}

/** Characters and length of a session name: STS API reference, AssumeRole, read 2026-11. */
const NOT_IN_SESSION_NAME = /[^\w+=,.@-]/g;
const SESSION_NAME_LIMIT = 64;

/** The role that the environment names, if it names one. */
export function deploymentRoleOf({
  name,
  deploymentRoleArn,
  deploymentExternalId,
}: Pick<Environment, "name" | "deploymentRoleArn" | "deploymentExternalId">): DeploymentRole | undefined {
  if (deploymentRoleArn === undefined) return undefined;
  const sessionName = `standby-${name.replace(NOT_IN_SESSION_NAME, "-")}`;
  return {
    arn: deploymentRoleArn,
    sessionName: cutToLimit(sessionName, SESSION_NAME_LIMIT),
    ...(deploymentExternalId !== undefined && { externalId: deploymentExternalId }),
  };
}

/** The account that a role belongs to. */
export function accountOfRole({ arn }: DeploymentRole): string {
  return arn.split(":")[4] ?? "";
}
