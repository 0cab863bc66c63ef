import type { Block } from "../terraform/configuration";
import { blocksOf } from "./rule";

/** What auditors would ask for if logs were not told apart, in days: the year of PCI DSS 10.5.1. */
export const LONG_RETENTION_DAYS = 365;
/** Log groups with at most so many days are for operations, not for audits. */
const SHORT_RETENTION_DAYS = 30;

/** Among the smallest classes that a global database takes: 16 GiB, as 8 capacity units. */
export const PROVISIONED_CLASS = "db.r6g.large";
/** The smallest node of its family, which gives all of its processor all the time. */
export const STEADY_NODE = "cache.m6g.large";

/** A lifecycle that deletes, but moves nothing. */
export function keepInStandard(block: Block): Block {
  return { ...block, rule: blocksOf(block.rule).map((rule) => ({ ...rule, transition: [] })) };
}

/** A log group that is kept as long as auditors want it. */
export function keepLong(block: Block): Block {
  return isShort(block) ? { ...block, retention_in_days: LONG_RETENTION_DAYS } : block;
}

/** Whether a log group is for operations. */
export function isShort({ retention_in_days }: Block): boolean {
  return typeof retention_in_days === "number" && retention_in_days <= SHORT_RETENTION_DAYS;
}

/** An instance of a fixed size where it was serverless. */
export function provisioned(block: Block): Block {
  return isServerless(block) ? { ...block, instance_class: PROVISIONED_CLASS } : block;
}

/** Whether an instance's capacity follows its load. */
export function isServerless({ instance_class }: Block): boolean {
  return instance_class === "db.serverless";
}

/** A cache whose nodes have all of their processor where they were burstable. */
export function steadyNodes(block: Block): Block {
  return isBurstable(block) ? { ...block, node_type: STEADY_NODE } : block;
}

/** Whether a cache's nodes are of a burstable family. */
export function isBurstable({ node_type }: Block): boolean {
  return String(node_type).startsWith("cache.t");
}
