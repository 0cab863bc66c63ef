import type { Branch } from "../../../failover/asl/model";
import { RESTORE_TEST } from "./restored-cluster";
import { ask, choice, textOf, waiting } from "./states";

/** Says which execution has made the instance: no other one touches it. */
const OWNER = "standby:validated-by";

/** How Step Functions names what RDS answers. */
const NOT_FOUND = ["Rds.DbInstanceNotFoundException"];
const ALREADY_THERE = ["Rds.DbInstanceAlreadyExistsException"];
const BEING_DELETED = ["Rds.InvalidDbInstanceStateException"];
const BEING_CHANGED = ["Rds.InvalidDbClusterStateException"];

/**
 * How long is waited, in seconds. Nothing is published of these durations: minutes, in our judgement; Terraform gives an
 * instance 90 minutes.
 */
const WITHIN = { cluster: 900, instance: 2400, gone: 1800 };

/** All of it together, in seconds. */
export const INSTANCE_SECONDS = WITHIN.cluster + WITHIN.instance + WITHIN.gone;

/** What the instance in the restored cluster is made from. */
export interface InstanceScope {
  readonly instanceIdentifier: string;
  readonly engine: string;
  /** The capacity units between which it moves. */
  readonly capacityUnits: { readonly minimum: number; readonly maximum: number };
}

/**
 * States that put an instance into the restored cluster: AWS Backup restores a cluster without any (AWS Backup Developer
 * Guide, "Restoring an Amazon Aurora cluster", read 2026-11). They leave to `ready` with `host` and `port`.
 */
export function addInstance(scope: InstanceScope, ready: string): Branch["States"] {
  const { instanceIdentifier, engine, capacityUnits } = scope;
  const instance = { DbInstanceIdentifier: instanceIdentifier };
  const cluster = { DbClusterIdentifier: "{% $clusterId %}" };
  return {
    // The restore has no key for it, and without it RDS makes no serverless instance.
    "set capacity": ask(
      "rds:modifyDBCluster",
      {
        ...cluster,
        ServerlessV2ScalingConfiguration: {
          MinCapacity: capacityUnits.minimum,
          MaxCapacity: capacityUnits.maximum,
        },
        ApplyImmediately: true,
      },
      { on: [{ errors: BEING_CHANGED, next: "cluster: start waiting" }], next: "cluster: start waiting" },
    ),
    ...waiting({
      id: "cluster",
      look: ask("rds:describeDBClusters", cluster, {}),
      done: "$states.result.DbClusters[0].Status = 'available'",
      withinSeconds: WITHIN.cluster,
      next: "create instance",
      late: "the restored cluster did not become available",
    }),
    "create instance": ask(
      "rds:createDBInstance",
      {
        ...instance,
        ...cluster,
        DbInstanceClass: "db.serverless",
        Engine: engine,
        PubliclyAccessible: false,
        AutoMinorVersionUpgrade: false,
        Tags: [
          { Key: OWNER, Value: "{% $execution %}" },
          { Key: RESTORE_TEST, Value: "validation" },
        ],
      },
      { on: [{ errors: ALREADY_THERE, next: "whose is it" }], next: "instance: start waiting" },
    ),
    "whose is it": ask("rds:describeDBInstances", instance, {
      assign: {
        owner: OWNED_BY,
        foundIn: textOf("$states.result.DbInstances[0].DbClusterIdentifier"),
      },
      next: "may it be used",
    }),
    "may it be used": choice(
      [
        // An attempt that seemed to fail has made it.
        { Condition: "{% $owner = $execution %}", Next: "instance: start waiting" },
        { Condition: "{% $foundIn = $clusterId %}", Next: "another execution does it" },
      ],
      "note leftover",
    ),
    "another execution does it": {
      Type: "Succeed",
      Output: { status: "{% 'left to the execution ' & $owner %}" },
    },
    "note leftover": {
      Type: "Pass",
      Assign: {
        message: `{% 'The instance ${instanceIdentifier} is left over in ' & $foundIn & ': delete it, and test again' %}`,
      },
      Next: "report",
    },
    ...waiting({
      id: "instance",
      look: ask("rds:describeDBInstances", instance, {
        assign: {
          host: textOf("$states.result.DbInstances[0].Endpoint.Address"),
          port: textOf("$states.result.DbInstances[0].Endpoint.Port"),
        },
      }),
      done: "$states.result.DbInstances[0].DbInstanceStatus = 'available'",
      withinSeconds: WITHIN.instance,
      next: ready,
      late: "the instance in the restored cluster did not become available",
    }),
  };
}

/**
 * States that take away the execution's own instance, and no other one: AWS Backup may not be able to delete a cluster that
 * has one. They begin with `whose goes` and leave to `done`.
 */
export function removeInstance({ instanceIdentifier }: InstanceScope, done: string): Branch["States"] {
  const instance = { DbInstanceIdentifier: instanceIdentifier };
  return {
    "whose goes": ask("rds:describeDBInstances", instance, {
      assign: { owner: OWNED_BY },
      on: [{ errors: NOT_FOUND, next: done }],
      next: "is it own",
      otherwise: "note remainder",
    }),
    "is it own": choice([{ Condition: "{% $owner = $execution %}", Next: "delete instance" }], done),
    "delete instance": ask("rds:deleteDBInstance", instance, {
      on: [
        { errors: NOT_FOUND, next: done },
        { errors: BEING_DELETED, next: "gone: start waiting" },
      ],
      next: "gone: start waiting",
      otherwise: "note remainder",
    }),
    ...waiting({
      id: "gone",
      look: ask("rds:describeDBInstances", instance, { on: [{ errors: NOT_FOUND, next: done }] }),
      done: "false",
      withinSeconds: WITHIN.gone,
      next: done,
      late: "the instance did not go",
      tooLate: "note remainder",
    }),
    "note remainder": {
      Type: "Pass",
      Assign: {
        status: "FAILED",
        message: `{% $substring($message, 0, 800) & '; the instance ${instanceIdentifier} could not be deleted: delete it, so that AWS Backup can delete the restored cluster' %}`,
      },
      Next: done,
    },
  };
}

const OWNED_BY = textOf(`$states.result.DbInstances[0].TagList[Key = '${OWNER}'].Value`);
