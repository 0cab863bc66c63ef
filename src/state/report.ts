/** Kind of a resource of the state backend, in AWS's terms. */
export type ResourceKind = "KMS key" | "S3 bucket" | "DynamoDB table" | "IAM role";

/** What became of a setting. The `would` forms come from a dry run. */
export type SettingAction = "created" | "repaired" | "unchanged" | "would create" | "would repair";

/** One resource of the state backend. */
export interface Target {
  /** Region, or `global` for IAM. */
  readonly region: string;
  readonly kind: ResourceKind;
  readonly name: string;
}

/** One setting of one resource, and what became of it. */
export interface ReportEntry extends Target {
  /** e.g. `public access block`; `existence` for the resource itself. */
  readonly setting: string;
  readonly action: SettingAction;
  /** What it is, or what it was before the change. */
  readonly detail: string;
}

/** Something that could not be brought into order. Without a target it concerns the whole run. */
export interface BootstrapProblem extends Partial<Target> {
  readonly setting?: string;
  readonly message: string;
}

/** What a run of the bootstrap found and did. */
export interface BootstrapReport {
  readonly system: string;
  readonly environment: string;
  readonly dryRun: boolean;
  /** Whether the run was interrupted before its end; what `entries` lists is done, and running again continues. */
  readonly stopped: boolean;
  readonly entries: readonly ReportEntry[];
  readonly problems: readonly BootstrapProblem[];
}

/** What happens while the bootstrap runs. */
export type ProgressEvent =
  | { readonly type: "entry"; readonly entry: ReportEntry }
  | { readonly type: "problem"; readonly problem: BootstrapProblem }
  | { readonly type: "waiting"; readonly target: Target; readonly reason: string };

/** Counts the entries that were changed, or would be. */
export function countChanges(report: Pick<BootstrapReport, "entries">): number {
  return report.entries.filter(({ action }) => action !== "unchanged").length;
}
