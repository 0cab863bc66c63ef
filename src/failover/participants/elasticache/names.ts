import { otherSite, type PerSite, type Site } from "../../../config/site";
import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import type { MachineScope } from "../../machine/step";

/** What a global datastore takes part with. */
export interface DatastoreParticipantProps {
  /** The end of the global datastore's id; AWS decides what stands before it. */
  readonly idSuffix: string;
  /** The replication group of each site. */
  readonly replicationGroupIds: PerSite<string>;
}

/** Lets the machine see and move the member that takes writes. */
export function datastoreStatements(
  scope: MachineScope,
  { idSuffix, replicationGroupIds }: DatastoreParticipantProps,
): PolicyStatement[] {
  const { site, account, region, otherRegion } = scope;
  const member = (of: Site, where: string) =>
    `arn:aws:elasticache:${where}:${account}:replicationgroup:${replicationGroupIds[of]}`;
  return [
    {
      sid: "FindGlobalDatastore",
      actions: ["elasticache:DescribeGlobalReplicationGroups"],
      resources: ["*"],
      wildcardReason: "It is looked for by its member: its id begins with letters that AWS decides.",
    },
    {
      sid: "PromoteCache",
      actions: ["elasticache:FailoverGlobalReplicationGroup"],
      resources: [
        `arn:aws:elasticache::${account}:globalreplicationgroup:?????-${idSuffix}`,
        member(site, region),
        member(otherSite(site), otherRegion),
      ],
      wildcardReason:
        "AWS puts five letters before the name of a global datastore; the rest of it is written out.",
    },
  ];
}
