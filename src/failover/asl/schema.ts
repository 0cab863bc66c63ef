import * as z from "zod";
import type { StateMachine } from "./model";

/** The most that Step Functions waits, in seconds. Source: Step Functions developer guide, "Wait workflow state", read 2026-11. */
export const LONGEST_SECONDS = 99_999_999;

/** The most for `MaxDelaySeconds`. Source: Step Functions developer guide, "Handling errors", read 2026-11: below 31622400. */
const LONGEST_DELAY_SECONDS = 31_622_399;

const template = z.json();

const assign = z.record(z.string(), template);

const seconds = z.int().min(1).max(LONGEST_SECONDS);

const going = {
  Comment: z.string().optional(),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
  Assign: assign.optional(),
  Output: template.optional(),
};

const failing = {
  Retry: z
    .array(
      z.strictObject({
        ErrorEquals: z.array(z.string()).min(1),
        IntervalSeconds: seconds.optional(),
        MaxAttempts: z.int().min(0).max(LONGEST_SECONDS).optional(),
        BackoffRate: z.number().min(1).optional(),
        MaxDelaySeconds: z.int().min(1).max(LONGEST_DELAY_SECONDS).optional(),
        JitterStrategy: z.enum(["FULL", "NONE"]).optional(),
      }),
    )
    .optional(),
  Catch: z
    .array(
      z.strictObject({
        ErrorEquals: z.array(z.string()).min(1),
        Next: z.string(),
        Assign: assign.optional(),
        Output: template.optional(),
      }),
    )
    .optional(),
};

const task = z.strictObject({
  Type: z.literal("Task"),
  ...going,
  Resource: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:states:::(aws-sdk:[a-z0-9]+:[a-zA-Z0-9]+|lambda:invoke)$/,
      "must be arn:aws:states:::aws-sdk:<service>:<action> or arn:aws:states:::lambda:invoke",
    ),
  Arguments: template.optional(),
  TimeoutSeconds: seconds,
  ...failing,
});

const pass = z.strictObject({ Type: z.literal("Pass"), ...going });

const wait = z.strictObject({
  Type: z.literal("Wait"),
  ...going,
  Seconds: z.union([z.int().min(0).max(LONGEST_SECONDS), z.string()]),
});

const choice = z.strictObject({
  Type: z.literal("Choice"),
  Comment: going.Comment,
  Choices: z
    .array(z.strictObject({ Condition: z.string(), Next: z.string(), Assign: assign.optional() }))
    .min(1),
  Default: z.string(),
  Assign: going.Assign,
});

const succeed = z.strictObject({ Type: z.literal("Succeed"), Comment: going.Comment, Output: going.Output });

const fail = z.strictObject({
  Type: z.literal("Fail"),
  Comment: going.Comment,
  Error: z.string(),
  Cause: z.string(),
});

const parallel = z.strictObject({
  Type: z.literal("Parallel"),
  ...going,
  get Branches(): z.ZodArray<z.ZodType> {
    return z.array(z.strictObject(branch)).min(1);
  },
  ...failing,
});

const state = z.discriminatedUnion("Type", [task, pass, wait, choice, parallel, succeed, fail], {
  error: (issue) => (issue.code === "invalid_union" ? "is no type of state that is supported" : undefined),
});

const branch = { StartAt: z.string(), States: z.record(z.string().min(1).max(80), state) };

/**
 * The fields that `interpret` understands, and no others: what it would have to ignore would make a simulation say something
 * about another machine than the one in AWS.
 */
export const machineSchema = z.strictObject({
  ...branch,
  Comment: z.string().optional(),
  QueryLanguage: z.literal("JSONata"),
  TimeoutSeconds: seconds,
}) as z.ZodType<StateMachine>;
