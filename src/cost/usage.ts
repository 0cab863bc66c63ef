import { z } from "zod";

const amount = z.number().min(0);

/** One figure while the site serves, another one while it stands by. */
const byRole = (active: number, standby: number) =>
  z.strictObject({ active: amount.default(active), standby: amount.default(standby) }).prefault({});

/** What is used of things that are told apart by a part of their name; `other` is for all the rest. */
function byName<T extends z.ZodType>(entry: T, defaults: Readonly<Record<string, z.output<T>>>) {
  return z
    .record(z.string().min(1), entry)
    .default({})
    .transform((given): Readonly<Record<string, z.output<T>>> => ({ ...defaults, ...given }));
}

/** For a size that the environment says: its `expectedGigabytes`. */
const AS_EXPECTED = "as the environment expects";

const load = z.strictObject({ active: amount, standby: amount });

/**
 * What a month brings: assumptions, not measurements. Every figure is a month's, and a site's own; a file that is given
 * to `standby cost --usage` replaces any of them.
 */
export const usageSchema = z.strictObject({
  requestsMillions: byRole(10, 0.5).meta({ description: "HTTP requests, in millions" }),
  internetGb: byRole(50, 1).meta({ description: "Answers sent to the internet, in GB" }),
  loadBalancerUnits: byRole(1, 0.1).meta({ description: "Capacity units of a load balancer, on average" }),
  tasksAboveMinimum: byRole(0, 0).meta({
    description: "Tasks beyond the minimum of the scaling, on average",
  }),
  natGb: byRole(100, 10).meta({ description: "Traffic through the NAT gateways of a site, in GB" }),
  endpointGb: byRole(10, 1).meta({ description: "Traffic through each interface endpoint, in GB" }),
  zoneTransferGb: byRole(200, 20).meta({ description: "Traffic between zones, in GB, counted both ways" }),
  database: z
    .strictObject({
      storedGb: amount.default(100).meta({ description: "Data in the database, in GB" }),
      ioMillions: byRole(150, 10).meta({ description: "I/O of a cluster, in millions" }),
      replicatedWritesMillions: amount
        .default(60)
        .meta({ description: "Writes that the global database replicates, in millions" }),
      replicationGb: amount.default(60).meta({ description: "What the global database sends, in GB" }),
      changedShareOfADay: amount
        .default(0.02)
        .meta({ description: "Share of the data that changes in a day, and so grows the backups" }),
      capacityUnitsAboveMinimum: byRole(1, 0).meta({
        description: "Capacity units of a serverless instance beyond its minimum, on average",
      }),
      validationUnitHours: amount.default(2).meta({
        description: "Capacity unit hours that the validation of a restored database takes, for each test",
      }),
      monitoringGb: amount
        .default(0.2)
        .meta({ description: "Enhanced monitoring of an instance as logs, in GB" }),
    })
    .prefault({}),
  cache: z
    .strictObject({
      snapshotGb: amount.default(0.3).meta({ description: "One snapshot of a cache, in GB" }),
    })
    .prefault({}),
  tables: byName(z.strictObject({ writesMillions: load, readsMillions: load, storedGb: amount }), {
    // Each payment: the record that it is being judged, the record that it was, and the verdict.
    idempotency: {
      writesMillions: { active: 15, standby: 0 },
      readsMillions: { active: 1, standby: 0 },
      storedGb: 10,
    },
    // Every record of a play is counted together with others of its batch: a batch writes some titles and its checkpoint.
    "play-counts": {
      writesMillions: { active: 4, standby: 0 },
      readsMillions: { active: 0.3, standby: 0 },
      storedGb: 1,
    },
    // Written by each erasure, read by each stored viewer and once a day as a whole.
    erasures: {
      writesMillions: { active: 0.01, standby: 0 },
      readsMillions: { active: 1, standby: 0 },
      storedGb: 0.1,
    },
    // Every task reads the role record every two seconds: ten of the active site and two of the standby.
    role: {
      writesMillions: { active: 0, standby: 0 },
      readsMillions: { active: 16, standby: 16 },
      storedGb: 0.001,
    },
    other: {
      writesMillions: { active: 1, standby: 0 },
      readsMillions: { active: 1, standby: 0 },
      storedGb: 1,
    },
  }).meta({ description: "DynamoDB tables: writes and reads in millions, data in GB" }),
  fileSystem: z
    .strictObject({
      storedGb: z
        .union([amount, z.literal(AS_EXPECTED)])
        .default(AS_EXPECTED)
        .meta({ description: "What a file system holds, in GB" }),
      infrequentShare: amount.max(1).default(0.8).meta({
        description: "Share of the files that nobody reads for so long that they move to Infrequent Access",
      }),
      readGb: byRole(200, 1).meta({ description: "What is read from a file system, in GB" }),
      writtenGb: byRole(20, 0).meta({ description: "What is written to a file system, in GB" }),
      changedShareOfADay: amount
        .default(0.01)
        .meta({ description: "Share of the files that changes in a day, and so grows the backups" }),
      restoreTests: amount.default(4.35).meta({ description: "Restore tests, one a week by default" }),
    })
    .prefault({}),
  logsGb: byName(load, {
    "/vpc/": { active: 20, standby: 2 },
    "/ecs/": { active: 20, standby: 2 },
    containerinsights: { active: 3, standby: 0.6 },
    lambda: { active: 5, standby: 0.2 },
    // Some lines a run, of about a kilobyte together.
    "archive-events": { active: 0.2, standby: 0.01 },
    "authorize-api-key": { active: 0.5, standby: 0.05 },
    "count-plays": { active: 1, standby: 0.01 },
    // A run a day, of some lines.
    "delete-expired": { active: 0.001, standby: 0.001 },
    "publish-traffic": { active: 0.05, standby: 0.05 },
    remediate: { active: 0.01, standby: 0.01 },
    // It writes of failures alone.
    "read-role": { active: 0.01, standby: 0.01 },
    "rotate-api-keys": { active: 0.01, standby: 0.01 },
    "rotate-secret": { active: 0.01, standby: 0.01 },
    // A test a week: its steps, and a report.
    "restore-validation": { active: 0.001, standby: 0.001 },
    "validate-restore": { active: 0.001, standby: 0.001 },
    // Half a kilobyte a request.
    "api-gateway": { active: 5, standby: 0.25 },
    "API-Gateway-Execution": { active: 0.1, standby: 0.01 },
    // Written while a failover or a drill runs, and by the probes each minute.
    failover: { active: 0.01, standby: 0.01 },
    "other-site": { active: 0.01, standby: 0.01 },
    "probe-site": { active: 0.01, standby: 0.2 },
    rds: { active: 2, standby: 0.2 },
    elasticache: { active: 0.2, standby: 0.02 },
    waf: { active: 10, standby: 0.5 },
    trail: { active: 2, standby: 2 },
    other: { active: 1, standby: 0.1 },
  }).meta({ description: "Logs taken in by a log group, in GB" }),
  logCompression: amount
    .default(0.15)
    .meta({ description: "Share of its size that a log takes when it is kept" }),
  logSearches: amount.default(1).meta({ description: "How often all logs of a month are searched" }),
  buckets: byName(
    z.strictObject({
      storedGb: load,
      objectsMillions: load,
      keptDays: amount.meta({ description: "How long objects stay where no rule deletes them" }),
    }),
    {
      // An object of about 1 KB for each payment. Replicated: what one site writes, both keep.
      transactions: {
        storedGb: { active: 5, standby: 5 },
        objectsMillions: { active: 5, standby: 5 },
        keptDays: 365,
      },
      // Replicated: what one site writes, both keep. Events of about 400 bytes, an object a minute and shard.
      events: {
        storedGb: { active: 8, standby: 8 },
        objectsMillions: { active: 0.17, standby: 0.17 },
        keptDays: 365,
      },
      "access-logs": {
        storedGb: { active: 5, standby: 0.5 },
        objectsMillions: { active: 0.05, standby: 0.02 },
        keptDays: 365,
      },
      audit: {
        storedGb: { active: 1, standby: 1 },
        objectsMillions: { active: 0.05, standby: 0.05 },
        keptDays: 365,
      },
      other: {
        storedGb: { active: 1, standby: 0.1 },
        objectsMillions: { active: 0.01, standby: 0.001 },
        keptDays: 365,
      },
    },
  ).meta({ description: "Buckets: GB and millions of objects that come in, and how many days they stay" }),
  replicationMetrics: amount
    .default(3)
    .meta({ description: "Metrics of a replication rule with time control" }),
  functions: byName(z.strictObject({ invocationsMillions: load, milliseconds: amount }), {
    // At two payments a second most messages come alone.
    "validate-payment": { invocationsMillions: { active: 4, standby: 0 }, milliseconds: 200 },
    // A batch a minute and shard, and one every ten seconds.
    "archive-events": { invocationsMillions: { active: 0.17, standby: 0 }, milliseconds: 300 },
    "count-plays": { invocationsMillions: { active: 1, standby: 0 }, milliseconds: 100 },
    // What it answers holds for 60 s: at most 0.044 for each key that is always in use, here of ten clients.
    "authorize-api-key": { invocationsMillions: { active: 0.44, standby: 0.044 }, milliseconds: 20 },
    // Every task of the primary site asks it every two seconds, as for the table: ten that serve, two that stand by.
    "read-role": { invocationsMillions: { active: 13, standby: 2.6 }, milliseconds: 40 },
    // Each month, and each secret, four steps.
    "rotate-api-keys": { invocationsMillions: { active: 0.0001, standby: 0.0001 }, milliseconds: 5_000 },
    "rotate-secret": { invocationsMillions: { active: 0.0001, standby: 0.0001 }, milliseconds: 5_000 },
    // A run a day; a standby's finds nothing to do.
    "delete-expired": {
      invocationsMillions: { active: 0.00003, standby: 0.00003 },
      milliseconds: 60_000,
    },
    // A test a week, of some minutes.
    "validate-restore": {
      invocationsMillions: { active: 0.000005, standby: 0.000005 },
      milliseconds: 300_000,
    },
    // In the DR region it probes for 51 s of each minute, whoever serves: it is counted for the site that stands by.
    "probe-site": { invocationsMillions: { active: 0, standby: 0.044 }, milliseconds: 51_000 },
    // Each failed task, each alarm that goes off and each change of a security group in the region.
    remediate: { invocationsMillions: { active: 0.001, standby: 0.001 }, milliseconds: 5_000 },
    // Called by a failover or a drill alone.
    "other-site": { invocationsMillions: { active: 0, standby: 0.0001 }, milliseconds: 5_000 },
    other: { invocationsMillions: { active: 0.05, standby: 0.05 }, milliseconds: 500 },
  }).meta({ description: "Lambda functions: invocations in millions, and how long one takes" }),
  // A metric is charged for the hours in which it is written.
  functionMetrics: byName(amount, {
    // Five of them, in one hour of a day.
    "delete-expired": 0.2,
    "other-site": 0,
    remediate: 0,
    "read-role": 0,
    "rotate-api-keys": 0,
    "rotate-secret": 0,
    "validate-restore": 0,
    other: 6,
  }).meta({ description: "Metrics that a function writes, as far as it runs all the time" }),
  tracedShare: amount.default(0.05).meta({ description: "Share of the invocations that is traced" }),
  queueMessagesMillions: byRole(5, 0).meta({
    description: "Messages of a queue, in millions; a dead-letter queue gets none",
  }),
  requestsPerMessage: amount
    .default(2.6)
    .meta({ description: "Sent, received and deleted, some of them together" }),
  queuePollsMillions: amount
    .default(0.65)
    .meta({ description: "Empty receives of a queue that a function polls: five pollers, every 20 s" }),
  notificationsThousands: byRole(1, 0.1).meta({ description: "E-mails of a topic, in thousands" }),
  stateTransitionsThousands: byRole(1, 1).meta({ description: "Steps of a state machine, in thousands" }),
  eventsMillions: byRole(20, 0).meta({
    description: "Records of a stream, in millions, each below 1 KB; a site that stands by gets none",
  }),
  pipelineRuns: amount.default(5).meta({
    description: "Runs of the pipeline that tests the disaster recovery: each week, and a new source",
  }),
  driftRuns: amount.default(30).meta({ description: "Runs of the detection of drift, each day" }),
  buildMinutes: byName(amount, {
    "drift-detect": 10,
    "dr-test-check": 20,
    "dr-test-plan": 10,
    "dr-test-rehearse": 20,
    "dr-test-drill": 300,
    other: 10,
  }).meta({ description: "Minutes that one build takes" }),
  clusterMetrics: amount.default(30).meta({ description: "Metrics of Container Insights for a cluster" }),
  taskMetrics: amount
    .default(20)
    .meta({ description: "Further metrics for each task, with enhanced Container Insights" }),
  images: z
    .strictObject({
      storedGb: amount.default(5).meta({ description: "Images in a registry, in GB" }),
      replicatedGb: amount.default(2).meta({ description: "Images sent to the other region, in GB" }),
    })
    .prefault({}),
  keyRequestsMillions: byRole(1, 0.1).meta({ description: "Requests to a key, in millions" }),
  keyRotations: z.int().min(0).max(2).default(0).meta({
    description: "Rotations that each key has seen, one a year; more than two cost no more",
  }),
  secretCallsThousands: byRole(50, 10).meta({ description: "Reads of a secret, in thousands" }),
  trail: z
    .strictObject({
      isFirstCopy: z
        .boolean()
        .default(true)
        .meta({ description: "Whether no other trail in the region records management events" }),
      managementEventsMillions: amount
        .default(1)
        .meta({ description: "Management events, in millions; charged where this is not the first copy" }),
      dataEventsMillions: byRole(5, 1).meta({
        description: "Recorded reads and writes of data, in millions",
      }),
      insightEventsMillions: amount
        .default(1)
        .meta({ description: "Events that Insights looks at, in millions" }),
    })
    .prefault({}),
  threatDetection: z
    .strictObject({
      databaseUnits: byRole(2, 0.5).meta({
        description: "Capacity units of serverless databases whose sign-ins GuardDuty looks at, on average",
      }),
    })
    .prefault({}),
  config: z
    .strictObject({
      recordedChanges: amount.default(500).meta({
        description: "Changes of resources that AWS Config records in a region",
      }),
      evaluationsOfARule: amount.default(100).meta({
        description: "How often AWS Config checks a resource by a rule, for each rule",
      }),
    })
    .prefault({}),
  queriesMillions: amount
    .default(5)
    .meta({ description: "DNS queries for a name that is no alias, in millions" }),
});

/** What a month brings, with every default filled in. */
export type Usage = z.output<typeof usageSchema>;

/** What is known of the load of something with this name: the longest part that fits, else `other`. */
export function usageFor<T>(name: string, usage: Readonly<Record<string, T>>): T {
  const [part = "other"] = Object.keys(usage)
    .filter((candidate) => name.includes(candidate))
    .sort((one, other) => other.length - one.length);
  const found = usage[part] ?? usage.other;
  if (found === undefined) throw new Error(`no usage for ${name}, and none for others`);
  return found;
}
