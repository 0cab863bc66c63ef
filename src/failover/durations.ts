import type { Duration } from "./plan/duration";

/**
 * How long things take in AWS that a failover waits for: the one place for these numbers. Durations that follow from the
 * configuration (periods of alarms, intervals of health checks) are computed where the configuration is.
 *
 * AWS promises almost no durations. Where two sources disagree, the slower one is the worst case.
 */
export const DURATIONS = {
  /** One call of an AWS API in the own region. */
  call: {
    expectedSeconds: 0.3,
    worstSeconds: 5,
    grade: "published",
    source:
      "Step Functions to a target: P50 142 ms, P99 313 ms (bitesizedserverless.com, Serverless Messaging: Latency Compared, read 2026-11)",
  },
  /** From the detection's alarm to the first state: EventBridge and the start of an execution. */
  start: {
    expectedSeconds: 0.5,
    worstSeconds: 5,
    grade: "published",
    source:
      "EventBridge to its target: P50 148 ms, P99 387 ms (bitesizedserverless.com, as above, read 2026-11)",
  },
  /** `FailoverGlobalCluster` with data loss allowed, until the member list names the new writer. */
  auroraFailover: {
    expectedSeconds: 120,
    worstSeconds: 480,
    grade: "published",
    source:
      "'typically a few minutes' (Aurora User Guide, disaster recovery, read 2026-11), product page once 'under 1 minute'; " +
      "measured once about 8 min (keycloak/keycloak-benchmark issue 445, Oct 2023), taken as the worst",
  },
  /** `SwitchoverGlobalCluster` between healthy members, until the new writer takes writes. */
  auroraSwitchover: {
    expectedSeconds: 166,
    worstSeconds: 480,
    grade: "published",
    source:
      "measured 2 min 46 s without writes at the instance (Janssen, Aurora Global Failovers, Dec 2022, MySQL); " +
      "grows with the lag (Aurora User Guide, read 2026-11); the worst is taken from the failover",
  },
  /** From the wish for a task to a running one, with an image of a few hundred MB. */
  fargateTask: {
    expectedSeconds: 57,
    worstSeconds: 180,
    grade: "published",
    source:
      "413 MB image: 53 to 62 s, mean 57 (elasticscale.com, Apr 2024, read 2026-11); the worst is three times that",
  },
  /** `ModifyDBCluster` of the scaling range of a serverless cluster, until it is accepted. */
  serverlessCapacity: {
    expectedSeconds: 2,
    worstSeconds: 60,
    grade: "assumed",
    source: "no source; the call is accepted while the cluster is available",
  },
  /** A cross-region call by the function that reaches the other site, when that answers. */
  otherSite: {
    expectedSeconds: 3,
    worstSeconds: 20,
    grade: "assumed",
    source: "no source; the function gives a silent region up after 20 s",
  },
  /** Own probes and the verdict of Route 53's checkers, read from DNS. */
  confirmation: {
    expectedSeconds: 10,
    worstSeconds: 30,
    grade: "assumed",
    source:
      "three probes of 3 s each; the checkers of Route 53 know a dead site after 20 to 48 s with 10 s and 3 failures " +
      "(Route 53 API and developer guide, read 2026-11), most of which the alarm has waited already",
  },
  /** A metric that was just published, until Route 53's health check of its alarm has turned. */
  healthCheckOfAlarm: {
    expectedSeconds: 60,
    worstSeconds: 180,
    grade: "assumed",
    source:
      "no published number: period of 60 s and 1 evaluation, plus the arrival of the metric; 'about 2 min' in AWS's workshop " +
      "(disaster-recovery.workshop.aws, read 2026-11)",
  },
  /** What resolvers still keep of the old answer. */
  aliasTimeToLive: {
    expectedSeconds: 30,
    worstSeconds: 60,
    grade: "published",
    source:
      "the alias has its target's time to live: 60 s of a load balancer (widely stated, read 2026-11), and taken for an API as well; " +
      "half of it is over on average; " +
      "8.7 % of resolvers stretch it (PAM 2023), which nobody bounds",
  },
  /** A metric at 10 s resolution, from its publication until the alarm has looked. */
  highResolutionAlarm: {
    expectedSeconds: 10,
    worstSeconds: 30,
    grade: "assumed",
    source:
      "alarms of 10 s periods are evaluated every 10 s (CloudWatch User Guide, read 2026-11); the arrival of metrics has no number",
  },
  /** The old writer of a global database, from its return until it follows again on a new volume. */
  auroraRebuild: {
    expectedSeconds: 3600,
    worstSeconds: 21_600,
    grade: "published",
    source: "'a few minutes to several hours' (Aurora User Guide, disaster recovery, read 2026-11)",
  },
  /** How far a member of an Aurora global database is behind. */
  auroraLag: {
    expectedSeconds: 1,
    worstSeconds: 300,
    grade: "published",
    source:
      "'typically under 1 s' (Aurora User Guide, global database, read 2026-11); watched by an alarm, bounded by nothing",
  },
  /** How far a replica of a DynamoDB global table is behind. */
  globalTableLag: {
    expectedSeconds: 1,
    worstSeconds: 60,
    grade: "published",
    source: "'typically a second or less' (DynamoDB developer guide, global tables, read 2026-11)",
  },
  /** How far an S3 replica is behind, with Replication Time Control. */
  s3ReplicationTime: {
    expectedSeconds: 15,
    worstSeconds: 900,
    grade: "published",
    source:
      "'most in seconds', 99.99 % within 15 min with an SLA (S3 User Guide, Replication Time Control, read 2026-11)",
  },
  /** How old the oldest message of a queue is that its consumers keep up with. */
  queueBacklog: {
    expectedSeconds: 1,
    worstSeconds: 300,
    grade: "assumed",
    source:
      "no source: an event source mapping takes messages within seconds; the alarm on the oldest message tells otherwise",
  },
  /** How old the oldest record of a stream is that its consumers keep up with. */
  streamBacklog: {
    expectedSeconds: 60,
    worstSeconds: 300,
    grade: "assumed",
    source:
      "a function gets records in about 70 ms (Kinesis Data Streams Developer Guide, enhanced fan-out, read 2026-11), Firehose within seconds; " +
      "either then waits for up to 60 s until a batch is full; the worst is where the alarm on the age of records warns",
  },
  /** `PromoteReadReplica` of an RDS for PostgreSQL replica, until its source is gone and it is available. */
  rdsPromotion: {
    expectedSeconds: 240,
    worstSeconds: 450,
    grade: "assumed",
    source:
      "'several minutes or longer, depending on the size' (RDS User Guide, promoting a read replica, read 2026-11); no measurement " +
      "was found: operators plan with 3 to 5 min; the worst is what the recovery time leaves",
  },
  /** From the last write of an RDS source until its replica is known to have it. */
  replicaCatchUp: {
    expectedSeconds: 150,
    worstSeconds: 420,
    grade: "published",
    source:
      "the lag of an idle source climbs to 5 min before RDS writes something itself (RDS User Guide, PostgreSQL read replicas, read " +
      "2026-11), plus two periods of the metric",
  },
  /** The single instance that becomes Multi-AZ. */
  multiAzConversion: {
    expectedSeconds: 900,
    worstSeconds: 7200,
    grade: "assumed",
    source:
      "about 6 min for an empty instance (hashicorp/terraform issue 498, read 2026-11); snapshot and new volumes take longer with data",
  },
  /** The last snapshot of a stale RDS instance, and its deletion. */
  staleDeletion: {
    expectedSeconds: 900,
    worstSeconds: 7200,
    grade: "assumed",
    source:
      "no source; the provider's acceptance tests wait up to 60 min for a deletion with a final snapshot",
  },
  /** A cross-region replica, from its creation until it replicates: snapshot, copy, restore. */
  replicaRebuild: {
    expectedSeconds: 5400,
    worstSeconds: 43_200,
    grade: "published",
    source:
      "'can take several hours' for a large instance (RDS User Guide, cross-region read replicas, read 2026-11); 40 min exceeded with " +
      "3 GB (hashicorp/terraform issue 6948)",
  },
  /** `ModifyDBInstance` of the backups of a replica that has none yet, until it has them. */
  replicaSettings: {
    expectedSeconds: 300,
    worstSeconds: 3600,
    grade: "assumed",
    source:
      "no source; the first backups of an instance let it reboot and be backed up at once (RDS User Guide, enabling automated backups, " +
      "read 2026-11)",
  },
  /** How far a cross-region replica of RDS for PostgreSQL is behind. */
  replicaLag: {
    expectedSeconds: 3,
    worstSeconds: 300,
    grade: "assumed",
    source:
      "AWS gives no number across regions, but that it is higher than within one (RDS User Guide, read 2026-11); watched by an alarm, " +
      "bounded by nothing",
  },
  /** `DeleteReplicationConfiguration`, until the destination file system takes writes. */
  fileSystemRelease: {
    expectedSeconds: 120,
    worstSeconds: 450,
    grade: "assumed",
    source:
      "'can take several minutes' (EFS User Guide, deleting a replication, read 2026-11); no measurement was found",
  },
  /** How far the copy of a file system is behind. */
  fileSystemLag: {
    expectedSeconds: 300,
    worstSeconds: 900,
    grade: "published",
    source:
      "'within 15 minutes for most file systems' (EFS User Guide, replication, read 2026-11); longer above 100 million files or for files " +
      "over 100 GB",
  },
  /** From the last write to a file system until its copy is known to have it. */
  fileSystemCatchUp: {
    expectedSeconds: 600,
    worstSeconds: 1800,
    grade: "published",
    source:
      "'within 15 minutes for most file systems' (EFS User Guide, replication, read 2026-11); the worst is twice that",
  },
  /** A backup of a file system, of which most has not changed since the last one. */
  fileSystemBackup: {
    expectedSeconds: 1800,
    worstSeconds: 43_200,
    grade: "assumed",
    source:
      "no source; at '500 files or 400 MB/s and more' (EFS User Guide, AWS Backup, read 2026-11) half an hour takes hundreds of GB",
  },
  /** `FailoverGlobalReplicationGroup` of ElastiCache, until the own member is the primary one. */
  datastorePromotion: {
    expectedSeconds: 60,
    worstSeconds: 300,
    grade: "published",
    source:
      "'under 1 min' (ElastiCache User Guide and AWS's disaster recovery workshop, read 2026-11); no measurement was found",
  },
  /** What a cache without a copy loses of data of record: it holds none. */
  forgottenCache: {
    expectedSeconds: 0,
    worstSeconds: 0,
    grade: "assumed",
    source: "by design: sessions are forgotten as a whole, and nothing else lives in the cache alone",
  },
  /** How far the secondary of a global datastore is behind. */
  datastoreLag: {
    expectedSeconds: 1,
    worstSeconds: 60,
    grade: "published",
    source: "'usually under 1 s' (AWS's disaster recovery workshop, read 2026-11)",
  },
} as const satisfies Readonly<Record<string, Duration>>;
