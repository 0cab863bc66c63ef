import { z } from "zod";
import type { CommonSettings } from "./settings";
import type { SystemDefinition } from "../systems/system";

const SUFFIX = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Formats of ARNs and characters of names: IAM user guide, "IAM identifiers" and "IAM quotas", read 2026-11. */
const PRINCIPAL = /^arn:aws:iam::\d{12}:(user|role)\/[\w+=,.@/-]{1,576}$/;

const ROLE = /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

/** Characters and length: STS API reference, AssumeRole, read 2026-11. */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** E.164: a plus sign, the country, and at most fifteen digits in all; SNS takes no other form (SNS Developer Guide, read 2026-11). */
const PHONE = /^\+[1-9][0-9]{6,14}$/;

/** Source: Tag editor user guide, "Tag naming limits and requirements"; services allow more, none allows less. */
const TAG_VALUE = z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u, {
  error: "must be at most 256 letters, digits, spaces and _ . : / = + - @",
});

/** Set by the regional stack on every resource. */
const RESERVED_TAGS = ["Application", "Environment", "ManagedBy", "Site"];

const fields = {
  $schema: z.string().optional(),
  suffix: z
    .string()
    .regex(SUFFIX, {
      error: "must be lower-case letters, digits and single hyphens, and start with a letter",
    })
    .meta({
      description:
        "Ends every name, so that environments can share an account. For example dev, pr42, synth6719388248.",
    }),
  account: z
    .string()
    .regex(/^\d{12}$/, { error: "must be the 12 digits of an AWS account id, as a string" })
    .meta({
      description: "The AWS account. Deploying with credentials of another one is refused.",
    }),
  deploymentRoleArn: z
    .string()
    .regex(ROLE, { error: "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy" })
    .optional()
    .meta({
      description:
        "ARN of the role of the account that Terraform, its state backend and the standby commands take. Left out, they work with the credentials as they are.",
    }),
  deploymentExternalId: z
    .string()
    .regex(EXTERNAL_ID, { error: "must be 2 to 1224 letters, digits and _ + = , . @ : / -" })
    .optional()
    .meta({ description: "The external id that the role's trust policy asks for. It is no secret." }),
  domain: z
    .string()
    .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
      error: "must be a domain name such as example.com",
    })
    .optional()
    .meta({ description: "The public Route 53 zone. Without it there is no DNS failover." }),
  alertEmail: z
    .email({ error: "must be an e-mail address: alarms and failovers are sent to it" })
    .meta({ description: "Gets every alarm and every step of a failover." }),
  alertPhone: z
    .string()
    .regex(PHONE, { error: "must be a telephone number as +4915112345678: plus sign, country, no spaces" })
    .optional()
    .meta({
      description:
        "Gets the same as a text message (docs/environments.md). Left out, nobody gets text messages. The number is readable in the Terraform state.",
    }),
  protection: z.enum(["destroyable", "protected"]).meta({
    description:
      "destroyable: everything goes without leftovers. protected: deletion protection, prevent_destroy on stateful resources, final snapshots.",
  }),
  runbookUrl: z
    .url({
      protocol: /^https$/,
      error: "must be an https address, for example https://github.com/example/standby/blob/main",
    })
    .regex(/[^/]$/, { error: "must not end in a slash: /docs/runbooks/... is put behind it" })
    .optional()
    .meta({
      description:
        "Where the repository is shown: alarms link to <runbookUrl>/docs/runbooks/<page>.md. Without it they name the file.",
    }),
  singletonOwners: z
    .record(
      z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "must be a region such as us-east-1" }),
      z.string(),
    )
    .default({})
    .meta({
      description:
        "By region, the system whose stack owns what an account has once a region (audit trail, registry replication), or none where somebody else has it. Left out, it is the first system with a site there.",
    }),
  breakGlassPrincipals: z
    .array(
      z.string().regex(PRINCIPAL, {
        error: "must be the ARN of an IAM user or role, such as arn:aws:iam::111122223333:user/on-call",
      }),
    )
    .min(1, { error: "must name somebody; leave the key out to let IAM policies decide" })
    .refine((arns) => new Set(arns).size === arns.length, { error: "must name each principal once" })
    .optional()
    .meta({
      description:
        "ARNs of the IAM users or roles of the account that may take the break-glass roles, with MFA. Left out, whom the account's IAM policies let.",
    }),
  tags: z
    .record(z.string().regex(/^[\w.:/=+@-]{1,128}$/), TAG_VALUE)
    .superRefine((tags, context) => {
      if (!tags.CostCenter)
        context.addIssue({ code: "custom", message: "must hold CostCenter: somebody pays" });
      for (const key of RESERVED_TAGS.filter((reserved) => reserved in tags)) {
        context.addIssue({
          code: "custom",
          path: [key],
          message: "is set by Standby itself: choose another key",
        });
      }
    })
    .meta({ description: "Tags of every resource, beside those that Standby sets. CostCenter is required." }),
};

/** What one deployment of the systems is given. Parsed once, then passed on as typed props. */
export interface Environment {
  /** The file's name without its ending: dev, prod. */
  readonly name: string;
  readonly suffix: string;
  readonly account: string;
  /** The role of the account that deployments take. Ask `deploymentRoleOf`. */
  readonly deploymentRoleArn?: string | undefined;
  readonly deploymentExternalId?: string | undefined;
  readonly domain?: string | undefined;
  readonly alertEmail: string;
  /** Gets every alarm as a text message: E.164; undefined: nobody does. */
  readonly alertPhone?: string | undefined;
  /** Whether stateful resources may be destroyed. */
  readonly protection: "destroyable" | "protected";
  /** Where the repository is shown, for the links in alarms; without a slash at the end. */
  readonly runbookUrl?: string | undefined;
  /** By region, the system that owns what an account has once a region. Ask `ownsSingletons`. */
  readonly singletonOwners: Readonly<Record<string, string>>;
  /** ARNs of the IAM users or roles of the account that may take the break-glass roles; undefined: whom IAM policies let. */
  readonly breakGlassPrincipals?: readonly string[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** The systems to deploy, by name. */
  readonly systems: Readonly<Record<string, CommonSettings>>;
}

/** The zod schema of an environment file for the given systems. */
export function environmentSchema(systems: readonly SystemDefinition[]) {
  return z.strictObject({ ...fields, systems: systemsSchema(systems) });
}

function systemsSchema(systems: readonly SystemDefinition[]) {
  const shape = Object.fromEntries(systems.map(({ name, settings }) => [name, settings.optional()]));
  return z
    .strictObject(shape)
    .refine((given) => Object.values(given).some(Boolean), {
      error: `must name at least one system: ${systems.map(({ name }) => name).join(", ")}`,
    })
    .meta({
      description: "The systems to deploy. An empty object takes every default of the system.",
    });
}

/** The schemas of the fields outside the systems, for checks that go on where another field is wrong. */
export const environmentFields = fields;
