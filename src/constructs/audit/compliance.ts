import { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { AlertTopic } from "../observability/alert-topic";
import { ConfigRecorder } from "./config-recorder";
import {
  MANAGED_RULE_NAMES,
  MANAGED_RULES,
  type ManagedRule,
  type ManagedRuleName,
} from "./config-rule-catalog";
import { ConfigRules } from "./config-rules";
import type { ConfigSettings } from "./config-settings";

/** What the checks of an account's region are made from. */
export interface ComplianceProps {
  readonly settings: ConfigSettings;
  /** Encrypts what is recorded. */
  readonly keyArn: string;
  /** This region's bucket for access logs. */
  readonly logBucketName: string;
  /** Is told when something begins to break a rule. */
  readonly topic: AlertTopic;
}

/**
 * AWS Config: rules, and a recorder of just what they look at. Once for each account and region (`ownsSingletons`).
 *
 * Rules on the account as a whole stand in the primary site; rules on what only a protected environment has, in those.
 */
export class Compliance extends Construct {
  readonly recorder: ConfigRecorder;
  readonly rules: ConfigRules;

  constructor(scope: Construct, id: string, props: ComplianceProps) {
    super(scope, id);
    const { settings, keyArn, logBucketName, topic } = props;
    const rules = this.choose(settings.leaveOut);
    const types = [...rules.values()].flatMap(({ resourceTypes = [] }) => resourceTypes);
    this.recorder = new ConfigRecorder(this, "recorder", {
      resourceTypes: [...new Set(types)].sort(),
      retentionDays: settings.retentionDays,
      keyArn,
      logBucketName,
    });
    this.rules = new ConfigRules(this, "rules", { rules, after: this.recorder.running, topic });
  }

  private choose(leaveOut: readonly ManagedRuleName[]): ReadonlyMap<ManagedRuleName, ManagedRule> {
    const { isProtected } = RegionalStack.of(this);
    const isPrimary = siteOf(this) === "primary";
    const all: Readonly<Record<ManagedRuleName, ManagedRule>> = MANAGED_RULES;
    const chosen = MANAGED_RULE_NAMES.filter((name) => {
      const { protectedOnly = false, accountWide = false } = all[name];
      return !leaveOut.includes(name) && (isProtected || !protectedOnly) && (isPrimary || !accountWide);
    });
    return new Map(chosen.map((name) => [name, all[name]]));
  }
}
