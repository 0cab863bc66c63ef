import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { AlertTopic } from "../observability/alert-topic";
import { EventNotification } from "../observability/event-notification";
import type { ManagedRule, ManagedRuleName } from "./config-rule-catalog";

/** What the rules are made from. */
export interface ConfigRulesProps {
  readonly rules: ReadonlyMap<ManagedRuleName, ManagedRule>;
  /** A recorder that runs: AWS takes no rule without one. */
  readonly after: ITerraformDependable;
  /** Is told when something begins to break a rule. */
  readonly topic: AlertTopic;
}

/** Rules that AWS Config checks resources by, and a message for each resource that begins to break one. */
export class ConfigRules extends Construct {
  readonly breaches: EventNotification;

  constructor(scope: Construct, id: string, { rules, after, topic }: ConfigRulesProps) {
    super(scope, id);
    for (const [name, { identifier, summary, resourceTypes, parameters }] of rules) {
      new ConfigConfigRule(this, name, {
        provider: providerOf(this),
        name: nameFor(this, name, "configRule"),
        description: `Broken: ${summary}`,
        source: { owner: "AWS", sourceIdentifier: identifier },
        ...(resourceTypes && { scope: { complianceResourceTypes: [...resourceTypes] } }),
        ...(parameters && { inputParameters: JSON.stringify(parameters) }),
        dependsOn: [after],
      });
    }
    this.breaches = this.addNotification(topic);
  }

  /** Source: AWS Config Developer Guide, "Monitoring AWS Config with Amazon EventBridge", read 2026-11. */
  private addNotification(topic: AlertTopic): EventNotification {
    const { system } = RegionalStack.of(this);
    return new EventNotification(this, "breaches", {
      topic,
      thing: "config-breaches",
      description: `Resources in ${regionOf(this)} that begin to break a rule of AWS Config`,
      pattern: {
        source: ["aws.config"],
        "detail-type": ["Config Rules Compliance Change"],
        detail: {
          messageType: ["ComplianceChangeNotification"],
          // Others' rules have somebody of their own to tell.
          configRuleName: [{ prefix: `${system}-` }],
          newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
        },
      },
      paths: {
        rule: "$.detail.configRuleName",
        type: "$.detail.resourceType",
        resource: "$.detail.resourceId",
        time: "$.time",
      },
      message: `${system}, AWS Config in ${regionOf(this)}: <type> <resource> breaks <rule>, <time>.`,
      runbook: "config-breaches",
    });
  }
}
