import type { Construct } from "constructs";
import { checkSettings } from "./check-settings";
import { ScheduledPipeline, type PipelineSurroundings, type PipelineText } from "./scheduled-pipeline";
import type { PipelineSettings } from "./settings";
import { stagesOf } from "./stages";

const TEXT: PipelineText = {
  thing: "dr-test",
  what: "test of the disaster recovery",
  does: "tests the disaster recovery",
  singleRegionReason:
    "Sources and reports of tests. The pipeline runs in this region only; nothing needs them to recover.",
  runbook: "dr-test-failed",
};

/** What the pipeline is made from. */
export interface DrTestPipelineProps extends PipelineSurroundings {
  readonly settings: PipelineSettings;
}

/**
 * Tests the disaster recovery again and again: checks the source, plans, rehearses and simulates it, and fails over and back in
 * an isolated account. It fails when an objective is missed, and tells people. The system that serves is never touched: the
 * builds' roles can't change anything in its account.
 *
 * Stands in the primary stack only.
 */
export class DrTestPipeline extends ScheduledPipeline {
  /** @throws Error for a drill that would not be isolated. */
  constructor(scope: Construct, id: string, props: DrTestPipelineProps) {
    super(scope, id, { ...props, text: TEXT, stages: stagesOf(scope, props.settings) });
    checkSettings(this, props.settings);
  }
}
