import { z } from "zod";

/** Sunday night: nobody deploys, and who starts the week reads the result. */
const WEEKLY = "cron(0 3 ? * SUN *)";

/** The ARN of a role that a build takes. */
export const roleArn = z.string().regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/, {
  error: "must be the ARN of a role, such as arn:aws:iam::111122223333:role/standby-drill",
});

/**
 * When a pipeline starts by itself. EventBridge takes six fields, and wants `?` for the day of the month or for the day of the week.
 *
 * Source: EventBridge User Guide, "Setting a schedule pattern for scheduled rules"; from memory, to be checked there.
 */
export function scheduleSetting(byDefault: string, description: string) {
  return z
    .string()
    .regex(/^cron\(\S+ \S+ (\S+ \S+ \?|\? \S+ \S+) \S+\)$/, {
      error: `must be a cron expression of six fields in UTC with ? for one of the days, such as ${byDefault}`,
    })
    .default(byDefault)
    .meta({ description });
}

/**
 * Where the sources of a pipeline come from.
 *
 * @param branch what the branch of a repository is, for people.
 */
export function sourceSetting(branch: string) {
  const connection = z.strictObject({
    kind: z.literal("connection"),
    connectionArn: z
      .string()
      .regex(/^arn:aws:(codestar-connections|codeconnections):[a-z0-9-]+:\d{12}:connection\/[\w-]+$/, {
        error: "must be the ARN of a connection of AWS CodeConnections",
      })
      .meta({ description: "A connection to a Git host. It must have been authorised in the console." }),
    repository: z
      .string()
      .regex(/^[\w.-]+(\/[\w.-]+)+$/, { error: "must be owner/name" })
      .meta({ description: "The repository, as owner/name." }),
    branch: z.string().min(1).default("main").meta({ description: branch }),
  });
  return z
    .discriminatedUnion("kind", [z.strictObject({ kind: z.literal("s3") }), connection])
    .default({ kind: "s3" })
    .meta({
      description:
        "Where the sources come from: source.zip in a bucket that the pipeline makes (s3), or a repository behind a connection.",
    });
}

/** Where the sources of a pipeline come from. */
export type SourceSetting = z.infer<ReturnType<typeof sourceSetting>>;

const plan = z
  .strictObject({
    roleArn: roleArn.meta({
      description: "A role of this account that may read everything, in which Terraform plans.",
    }),
    mayChange: z.boolean().default(true).meta({
      description:
        "Whether a plan may propose changes. false: the pipeline fails unless what is deployed is what the source says.",
    }),
  })
  .meta({ description: "The stage that plans both stacks. Without it, it is left out, with a warning." });

const drill = z
  .strictObject({
    environment: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, { error: "must be the name of a file in environments/, without .json" })
      .default("drill")
      .meta({
        description: "The environment that is made, failed over and destroyed. Its file is in the source.",
      }),
    roleArn: roleArn.meta({
      description: "A role of another account, which holds nothing else. The drill runs as it.",
    }),
  })
  .meta({
    description:
      "The stage that fails over in an isolated account. Without it, it is left out, with a warning.",
  });

/** What an environment may say of the pipeline that tests the disaster recovery. */
export const pipelineSettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description: "Whether there is a pipeline. An environment that is drilled needs none of its own.",
    }),
    source: sourceSetting("The branch. Each push starts the pipeline."),
    schedule: scheduleSetting(
      WEEKLY,
      "When the pipeline starts by itself, in UTC. Every new source starts it, too.",
    ),
    plan: plan.optional(),
    drill: drill.optional(),
    reportDays: z.int().min(1).default(365).meta({
      description: "How long sources and reports of the pipeline's runs are kept, in days.",
    }),
  })
  .prefault({});

/** What an environment says of the pipeline that tests the disaster recovery. */
export type PipelineSettings = z.infer<typeof pipelineSettings>;
