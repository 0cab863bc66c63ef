import { DrTestPipeline } from "../../../src/constructs/pipeline/dr-test-pipeline";
import { pipelineSettings, type PipelineSettings } from "../../../src/constructs/pipeline/settings";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import type { z } from "zod";
import { synthesizeStack, type Placement } from "../../support/stack";
import { alertTopic } from "../observability/watched-site";

export const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
export const READER = "arn:aws:iam::111122223333:role/standby-reader";
export const DRILLER = "arn:aws:iam::222233334444:role/standby-drill";

/** All that there can be. */
export const EVERYTHING: z.input<typeof pipelineSettings> = {
  source: {
    kind: "connection",
    connectionArn: "arn:aws:codeconnections:us-east-1:111122223333:connection/1a2b",
    repository: "example/standby",
  },
  plan: { roleArn: READER },
  drill: { roleArn: DRILLER },
};

/** A pipeline in a stack that is there. */
export function addPipeline(
  stack: RegionalStack,
  given: z.input<typeof pipelineSettings> = {},
): DrTestPipeline {
  const settings: PipelineSettings = pipelineSettings.parse(given);
  return new DrTestPipeline(stack, "dr-test-pipeline", {
    settings,
    keyArn: KEY,
    logBucketName: "payments-access-logs-111122223333-dev",
    topic: alertTopic(stack),
  });
}

/** What a stack with a pipeline synthesizes to. */
export function synthesizePipeline(given: z.input<typeof pipelineSettings> = {}, placement: Placement = {}) {
  return synthesizeStack((stack) => void addPipeline(stack, given), placement);
}
