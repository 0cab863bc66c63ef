import type { BackupCopies } from "../../constructs/backup/backup-copies";
import { BackupPlan } from "../../constructs/backup/backup-plan";
import { RestoreTesting } from "../../constructs/backup/restore-testing";
import { RestoreValidation } from "../../constructs/backup/restore-validation";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { TABLES } from "../../service/mediadb/schema";
import type { RegionalStack } from "../../stacks/regional-stack";
import { copyToOtherSite } from "../shared/backups";
import type { Foundation } from "../shared/foundation";
import { reachedMember } from "../shared/global-database";
import { DATABASE_NAMES } from "./names";
import type { MediadbSettings } from "./settings";

/** The backups of a site, and what tests that they can be restored. */
export type Backups = ReturnType<typeof addBackups>;

/** What the backups of a site are made from. */
export interface BackupsProps {
  readonly given: MediadbSettings;
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly fileSystemArn: string;
  readonly dataKeyArn: string;
  /** The secret of the service, in this region: what to read, and what a policy calls it. */
  readonly secret: { readonly arn: string; readonly policyArn: string };
  /** The vaults of the copies, where this stack owns them. */
  readonly copies?: readonly BackupCopies[] | undefined;
}

/** Adds daily backups of the site's own database and files, copied to the other region, and what restores them regularly. */
export function addBackups(stack: RegionalStack, props: BackupsProps) {
  const { given, database, fileSystemArn, dataKeyArn, copies } = props;
  const plan = new BackupPlan(stack, "backups", {
    settings: given.backup,
    resourceArns: [database.resource.arn, fileSystemArn],
    keyArn: dataKeyArn,
    ruleName: "DailyBackups",
    copyTo: copyToOtherSite(stack, given.backupCopies, copies),
  });
  return { plan, restoreTesting: addRestoreTesting(stack, props, plan) };
}

/** Undefined where the environment restores none. */
function addRestoreTesting(
  stack: RegionalStack,
  { given, foundation, database, fileSystemArn, dataKeyArn, secret }: BackupsProps,
  plan: BackupPlan,
): RestoreTesting | undefined {
  const { restoreTesting: settings, restoreValidation: validation } = given;
  if (!settings.enabled) return undefined;
  const { subnetGroup, parameterGroup, securityGroup } = database.parts;
  const restoreTesting = new RestoreTesting(stack, "restore-testing", {
    settings,
    vaultArn: plan.vault.arn,
    fileSystemArn,
    ...(validation.enabled && {
      database: {
        clusterArn: database.resource.arn,
        subnetGroupName: subnetGroup.name,
        parameterGroupName: parameterGroup.name,
        securityGroupId: securityGroup.id,
      },
    }),
    keyArn: dataKeyArn,
    role: plan.role,
  });
  if (!validation.enabled) return restoreTesting;
  const { network, topic, operationsKeyArn, logRetentionInDays } = foundation;
  new RestoreValidation(stack, "restore-validation", {
    settings: validation,
    restoreTesting,
    network,
    topic,
    database: {
      ...reachedMember(database, DATABASE_NAMES),
      subnetGroupName: subnetGroup.name,
      keyArn: dataKeyArn,
    },
    secret: { ...secret, keyArn: dataKeyArn },
    // The service's schema has the name of its role.
    expectedTables: TABLES.map((table) => `${DATABASE_NAMES.groupRole}.${table}`),
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  return restoreTesting;
}
