import { DrTestPipeline } from "../../constructs/pipeline/dr-test-pipeline";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import type { GlobalstreamSettings } from "./settings";

/** What the pipeline is made from. */
export interface PipelineProps {
  readonly given: GlobalstreamSettings;
  readonly foundation: Foundation;
  readonly logBucketName: string;
}

/** Adds the pipeline that tests the disaster recovery; where the environment has one; answers the outputs. */
export function addPipeline(
  stack: RegionalStack,
  { given, foundation, logBucketName }: PipelineProps,
): Record<string, string> {
  if (!given.pipeline.enabled) return {};
  const { operationsKeyArn, topic, logRetentionInDays } = foundation;
  const pipeline = new DrTestPipeline(stack, "dr-tests", {
    settings: given.pipeline,
    keyArn: operationsKeyArn,
    logBucketName,
    topic,
    logRetentionInDays,
  });
  const { bucketName } = pipeline.source;
  return {
    PipelineName: pipeline.name,
    ...(bucketName !== undefined && { PipelineSourceBucket: bucketName }),
  };
}
