import {
  CreateDBClusterSnapshotCommand,
  CreateDBSnapshotCommand,
  DeleteDBClusterSnapshotCommand,
  DeleteDBSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotsCommand,
  type DBClusterSnapshot,
  type DBSnapshot,
  type RDSClient,
  type Tag,
} from "@aws-sdk/client-rds";
import type { DatabaseTarget } from "../status/target";

/** A snapshot that somebody took by hand. */
export interface ManualSnapshot {
  readonly name: string;
  /** As RDS calls it: `creating`, `available`, `failed`. */
  readonly status: string;
  readonly percent: number;
  /** @default - it is being made */
  readonly createdAt?: Date;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a snapshot is found by later. */
export type SnapshotTags = Readonly<Record<string, string>>;

/** The manual snapshots of one database. */
export interface Snapshots {
  create(name: string, tags: SnapshotTags): Promise<void>;
  /** All of them, or the one of a name; none where there is none. */
  list(name?: string): Promise<ManualSnapshot[]>;
  remove(name: string): Promise<void>;
}

/** The snapshots of an instance of RDS, or of a cluster of Aurora. */
export function snapshotsOf(rds: RDSClient, { kind, identifier }: DatabaseTarget): Snapshots {
  return kind === "aurora" ? ofCluster(rds, identifier) : ofInstance(rds, identifier);
}

function ofInstance(client: RDSClient, identifier: string): Snapshots {
  return {
    async create(name, tags) {
      await client.send(
        new CreateDBSnapshotCommand({
          DBInstanceIdentifier: identifier,
          DBSnapshotIdentifier: name,
          Tags: tagList(tags),
        }),
      );
    },
    list: (name) =>
      allPages(async (Marker) => {
        const page = await client.send(
          new DescribeDBSnapshotsCommand({
            DBInstanceIdentifier: identifier,
            DBSnapshotIdentifier: name,
            SnapshotType: "manual",
            Marker,
          }),
        );
        const found = page.DBSnapshots?.map((each) => describe(each.DBSnapshotIdentifier, each));
        return { found, next: page.Marker };
      }),
    async remove(name) {
      await client.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: name }));
    },
  };
}

function ofCluster(client: RDSClient, identifier: string): Snapshots {
  return {
    async create(name, tags) {
      await client.send(
        new CreateDBClusterSnapshotCommand({
          DBClusterIdentifier: identifier,
          DBClusterSnapshotIdentifier: name,
          Tags: tagList(tags),
        }),
      );
    },
    list: (name) =>
      allPages(async (Marker) => {
        const page = await client.send(
          new DescribeDBClusterSnapshotsCommand({
            DBClusterIdentifier: identifier,
            DBClusterSnapshotIdentifier: name,
            SnapshotType: "manual",
            Marker,
          }),
        );
        const found = page.DBClusterSnapshots?.map((each) =>
          describe(each.DBClusterSnapshotIdentifier, each),
        );
        return { found, next: page.Marker };
      }),
    async remove(name) {
      await client.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: name }));
    },
  };
}

async function allPages(
  read: (marker: string | undefined) => Promise<{
    readonly found: readonly ManualSnapshot[] | undefined;
    readonly next: string | undefined;
  }>,
): Promise<ManualSnapshot[]> {
  const all: ManualSnapshot[] = [];
  let marker: string | undefined;
  do {
    const { found = [], next } = await read(marker);
    all.push(...found);
    marker = next;
  } while (marker);
  return all;
}

function describe(
  name = "",
  {
    Status = "unknown",
    PercentProgress = 0,
    SnapshotCreateTime,
    TagList = [],
  }: DBSnapshot | DBClusterSnapshot,
): ManualSnapshot {
  return {
    name,
    status: Status,
    percent: PercentProgress,
    ...(SnapshotCreateTime && { createdAt: SnapshotCreateTime }),
    tags: Object.fromEntries(TagList.map(({ Key = "", Value = "" }) => [Key, Value])),
  };
}

function tagList(tags: SnapshotTags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
