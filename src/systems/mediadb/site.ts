import type { ITerraformDependable } from "cdktf";
import type { BackupCopies } from "../../constructs/backup/backup-copies";
import { RedisCache } from "../../constructs/cache/redis-cache";
import { DataRetention } from "../../constructs/retention/data-retention";
import type { RegionalStack } from "../../stacks/regional-stack";
import { reachedMember } from "../shared/global-database";
import type { Objectives } from "../system";
import { addBackups } from "./backups";
import { addEvents } from "./events";
import { addGuards } from "./guards";
import { addMonitoring } from "./monitoring";
import { DATABASE_NAMES } from "./names";
import { siteOutputs } from "./outputs";
import { addRemediation } from "./remediation";
import { addServing, type ServingProps } from "./serving";

/** What a site gets from outside of it. */
export interface SiteProps extends Omit<ServingProps, "cache" | "stream"> {
  readonly objectives: Objectives;
  readonly fileSystemArn: string;
  /** The other site's file system, which follows while this site serves. */
  readonly copyFileSystemId: string;
  /** The vaults of the copies of backups, where this stack owns them. */
  readonly copies?: readonly BackupCopies[];
  /** The archive of events, where this stack makes it. */
  readonly archiveReady?: readonly ITerraformDependable[];
}

/** Adds what both sites have alike: sessions, events, what answers callers, backups, deletion, and what watches all that. */
export function addSite(stack: RegionalStack, props: SiteProps) {
  const { given, objectives, foundation, database, fileSystemId, dataKeyArn } = props;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  addGuards(stack, given, foundation, props.logBucketName);
  const cache = new RedisCache(stack, "cache", {
    settings: given.cache,
    network,
    keyArn: dataKeyArn,
    logsKeyArn: operationsKeyArn,
    logRetentionInDays,
  });
  const events = addEvents(stack, props);
  const serving = addServing(stack, { ...props, cache, stream: events.stream });
  const secret = {
    arn: props.databaseSecretArn,
    policyArn: props.databaseSecretPolicyArn ?? props.databaseSecretArn,
  };
  const backups = addBackups(stack, { ...props, secret });
  const retention = new DataRetention(stack, "retention", {
    ...given.retention,
    network,
    database: reachedMember(database, DATABASE_NAMES),
    secret,
    roleTable: props.roleTable,
    roleRelay: props.roleRelay,
    dataKeyArn,
    operationsKeyArn,
    logRetentionInDays,
  });
  const parts = {
    foundation,
    database,
    cache,
    fileSystemId,
    dataKeyArn,
    events,
    serving,
    backups,
    retention,
  };
  const alarms = addMonitoring(stack, {
    ...parts,
    ...objectives,
    given,
    copyFileSystemId: props.copyFileSystemId,
  });
  addRemediation(stack, { ...parts, given, alarms, roleTable: props.roleTable });
  return { serving, outputs: siteOutputs(stack, parts) };
}
