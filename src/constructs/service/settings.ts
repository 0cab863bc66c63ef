import { z } from "zod";
import type { PerSite } from "../../config/site";
import { FARGATE_CPU, memoryFor, type FargateCpu } from "./task-size";

const TASKS = z.int().min(1, {
  error: "must be at least 1: without a task nothing is warm, and there is no metric to scale on",
});
const PERCENT = z.int().min(1).max(100);

/** How many tasks a site runs. */
export interface TaskCounts {
  readonly minimum: { readonly active: number; readonly standby: number };
  readonly maximum: number;
}

/** What a system's service is, where the environment does not say otherwise. */
export interface ServiceDefaults {
  readonly cpu: FargateCpu;
  /** In MiB. */
  readonly memory: number;
  readonly tasks: PerSite<TaskCounts>;
}

/** The zod schema of what an environment may say of a system's service. */
export function serviceSettings({ cpu, memory, tasks }: ServiceDefaults) {
  return z
    .strictObject({
      imageDigest: z
        .string()
        .regex(/^sha256:[0-9a-f]{64}$/, {
          error: "must be the digest of a pushed image: sha256: and 64 lower-case hexadecimal digits",
        })
        .optional()
        .meta({ description: "The image that both sites run. Without it no task starts." }),
      cpu: z.literal(FARGATE_CPU).default(cpu).meta({
        description: "CPU units of a task; 1024 are one virtual CPU.",
      }),
      memory: z.int().default(memory).meta({
        description: "Memory of a task in MiB. Fargate takes certain values only, depending on cpu.",
      }),
      architecture: z.enum(["X86_64", "ARM64"]).default("X86_64").meta({
        description: "The processor that the image is built for.",
      }),
      tasks: z
        .strictObject({ primary: taskCounts(tasks.primary), dr: taskCounts(tasks.dr) })
        .prefault({})
        .meta({ description: "Tasks in each site: the fewest follow the site's role." }),
      scaling: z
        .strictObject({
          cpuPercent: PERCENT.default(70),
          memoryPercent: PERCENT.default(80),
          requestsPerTarget: z.int().min(1).optional(),
        })
        .prefault({})
        .meta({
          description: "What scaling aims at: average CPU and memory, requests to a task in a minute.",
        }),
      executeCommand: z.boolean().default(false).meta({
        description: "Lets operators run commands in tasks. Makes the root file system writable.",
      }),
    })
    .superRefine((given, context) => {
      const allowed = memoryFor(given.cpu);
      if (allowed.includes(given.memory)) return;
      context.addIssue({
        code: "custom",
        path: ["memory"],
        message: `${given.memory} MiB does not go with ${given.cpu} CPU units; allowed are ${allowed.join(", ")}`,
      });
    })
    .prefault({});
}

/** What an environment says of a system's service. */
export type ServiceSettings = z.infer<ReturnType<typeof serviceSettings>>;

function taskCounts({ minimum, maximum }: TaskCounts) {
  return z
    .strictObject({
      minimum: z
        .strictObject({ active: TASKS.default(minimum.active), standby: TASKS.default(minimum.standby) })
        .refine(({ active, standby }) => standby <= active, {
          error: "must not be above active: a site that stands by does less than one that serves",
          path: ["standby"],
        })
        .prefault({}),
      maximum: TASKS.default(maximum),
    })
    .refine((given) => given.minimum.active <= given.maximum, {
      error: "must be at least minimum.active",
      path: ["maximum"],
    })
    .prefault({});
}
