import { PublicZone } from "../../constructs/dns/public-zone";
import { RoleReading, RoleRecord, roleTableName } from "../../constructs/failover/role-record";
import { logBucketName } from "../../constructs/object-storage/log-bucket";
import { AliasedScope } from "../../stacks/aliased-scope";
import { ReadContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT } from "./contract";
import { addDataKeys } from "./data-keys";
import { addAuditTrail, addFoundation, type FoundationProps } from "./foundation";
import { addImages } from "./images";
import { addLogBuckets } from "./log-buckets";

/** What the ground of a primary stack is made from. */
export interface PrimaryGroundProps extends FoundationProps {
  /** What the data keys encrypt, in words. */
  readonly encrypted: string;
}

/** What a primary stack's own parts stand on. */
export type PrimaryGround = ReturnType<typeof addPrimaryGround>;

/** Adds what every primary stack begins with: keys, role record, foundation, log buckets, trail, images, the zone. */
export function addPrimaryGround(stack: RegionalStack, props: PrimaryGroundProps) {
  const { given } = props;
  const drRegion = new AliasedScope(stack, "dr-region", "dr");
  const keyArns = addDataKeys(stack, drRegion, props.encrypted);
  const record = new RoleRecord(drRegion, "role-record", { keyArns });
  const foundation = addFoundation(stack, props);
  const logBucketNames = addLogBuckets(stack, drRegion, given);
  addAuditTrail(stack, foundation, given, logBucketNames.primary);
  const imageUrl = addImages(stack, drRegion, keyArns);
  const { domain } = stack.environment;
  const zone = domain === undefined ? undefined : new PublicZone(stack, "zone", { domain });
  return {
    drRegion,
    keyArns,
    record,
    role: record.role,
    foundation,
    logBucketNames,
    imageUrl,
    zone,
    dataKeyArn: keyArns.primary,
    logBucketName: logBucketNames.primary,
    roleTable: { name: record.tableName, keyArn: keyArns.dr },
    ...(zone && { validationZoneId: zone.id }),
  };
}

/** What a DR stack's own parts stand on. */
export type DrGround = ReturnType<typeof addDrGround>;

/** Adds what every DR stack begins with: what the primary stack has published, the role, foundation, trail. */
export function addDrGround(stack: RegionalStack, props: FoundationProps) {
  const contract = new ReadContract(stack, "contract");
  const { role } = new RoleReading(stack, "role-record");
  const dataKeyArn = contract.value(CONTRACT.dataKeyArn);
  const foundation = addFoundation(stack, props);
  addAuditTrail(stack, foundation, props.given, logBucketName(stack, "dr"));
  return {
    contract,
    role,
    foundation,
    dataKeyArn,
    logBucketName: logBucketName(stack, "dr"),
    roleTable: { name: roleTableName(stack), keyArn: dataKeyArn },
  };
}
