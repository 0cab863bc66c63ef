import { Budget } from "../../constructs/budget/budget";
import { addDriftDetection } from "../../constructs/pipeline/drift-detection";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { PrimaryGround } from "../shared/ground";
import type { MediadbSettings } from "./settings";

/** Adds what watches money and drift, in the primary stack only; answers the outputs. */
export function addOperations(
  stack: RegionalStack,
  { budget, drift: settings }: MediadbSettings,
  { foundation, logBucketNames }: PrimaryGround,
): Record<string, string> {
  const { operationsKeyArn: keyArn, topic, logRetentionInDays } = foundation;
  new Budget(stack, "budget", { settings: budget, email: stack.environment.alertEmail });
  const drift = addDriftDetection(stack, {
    settings,
    keyArn,
    logBucketName: logBucketNames.primary,
    topic,
    logRetentionInDays,
  });
  if (!drift) return {};
  const { bucketName } = drift.source;
  return {
    DriftPipelineName: drift.name,
    ...(bucketName !== undefined && { DriftSourceBucket: bucketName }),
  };
}
