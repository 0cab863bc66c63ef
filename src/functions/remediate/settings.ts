import * as z from "zod";
import { json, name, siteSettings } from "../site-settings";

const remedySettings = z.object({
  service: z.object({ clusterArn: name, serviceArn: name }),
  /** The target group of the service, and the alarm on its unhealthy targets. */
  targets: z.object({ targetGroupArn: name, alarmName: name }),
  /** Not there for a database whose capacity does not grow by itself. */
  database: z
    .object({
      clusterIdentifier: name,
      /** Alarms that say the capacity is used up. */
      alarmNames: z.array(name).min(1),
      /** Capacity units by which the maximum is raised, and those it is never raised above. */
      stepUnits: z.number().positive(),
      ceilingUnits: z.number().positive(),
    })
    .optional(),
  vpcId: name,
  /** TCP ports that everybody may reach. */
  publicPorts: z.array(z.int()),
});

/** What the remedies of a site are about. */
export type RemedySettings = z.infer<typeof remedySettings>;

/** The function's environment variables. */
export const settings = z.object({
  ...siteSettings,
  /** The DR region, where the role record lies. */
  ROLE_REGION: name,
  MODE: z.enum(["act", "report"]),
  TOPIC_ARN: name,
  /** Where people read on. */
  RUNBOOK: name,
  /** Set by Lambda. */
  AWS_REGION: name,
  /** `RemedySettings` as JSON. */
  REMEDIES: json(remedySettings),
});

/** What the function is told. */
export type Settings = z.infer<typeof settings>;
