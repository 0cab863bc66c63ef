import type { PolicyStatement } from "../../constructs/iam/policy-document";
import type { Site } from "../../config/site";
import type { Mode, Step } from "../plan/model";
import type { Fragment } from "./fragment";

/** A step of the plan with the states that carry it out, and what they need to be allowed. */
export interface MachineStep {
  readonly step: Step;
  readonly states: Fragment;
  readonly statements: readonly PolicyStatement[];
  /** The only mode of a takeover in which it is done. @default - in both */
  readonly onlyIn?: Exclude<Mode, "reprotect">;
}

/** Steps one after the other, with their states. */
export type MachineSequence = readonly MachineStep[];

/** Which site a machine works for, with the names that steps need. All are computed. */
export interface MachineScope {
  readonly system: string;
  readonly site: Site;
  readonly account: string;
  readonly suffix: string;
  readonly region: string;
  readonly otherRegion: string;
  /** The machine's own ARN. */
  readonly machineArn: string;
  /** The name of the role table, the same in both regions. */
  readonly roleTable: string;
  /** The service of the other site, which a takeover stops. */
  readonly otherService: { readonly clusterName: string; readonly serviceName: string };
  /** The function that reaches the other site. */
  readonly otherSiteArn: string;
  /**
   * The function that looks from outside.
   *
   * @default - none: a system without public names can't be seen from there
   */
  readonly probeArn?: string | undefined;
  readonly topicArn: string;
}
