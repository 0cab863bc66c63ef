import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { AlertTopic } from "../observability/alert-topic";
import { EventNotification } from "../observability/event-notification";

/**
 * What a detector looks at beside the calls, flows and DNS queries that it always looks at. All are named, on or off: what is
 * left out of a new detector is on, and paid for (CreateDetector, GuardDuty API reference, read 2026-11).
 *
 * Runtime monitoring is not named, and so off. On Fargate its agent reports through an endpoint and a security group that
 * GuardDuty makes in the VPC by itself: Terraform does not know them, and could not take the network down again (GuardDuty
 * User Guide, "How Runtime Monitoring works with Fargate", read 2026-11).
 */
const FEATURES = {
  S3_DATA_EVENTS: "ENABLED",
  RDS_LOGIN_EVENTS: "ENABLED",
  LAMBDA_NETWORK_LOGS: "ENABLED",
  // No cluster of Kubernetes and no instance with a volume is made here.
  EKS_AUDIT_LOGS: "DISABLED",
  EBS_MALWARE_PROTECTION: "DISABLED",
} as const;

/** From here on a finding is of medium severity (GuardDuty User Guide, "Findings severity levels", read 2026-11). */
const MEDIUM_SEVERITY = 4;

/** What GuardDuty is made from. */
export interface GuardDutyProps {
  /** Is told of findings. */
  readonly topic: AlertTopic;
}

/**
 * Looks for signs of an intruder in what a region of the account does, and tells people of findings of medium severity and
 * above. An account has one detector a region, for whatever runs there: declare it in one stack only (`ownsSingletons`).
 *
 * Deleting it deletes its findings.
 */
export class GuardDuty extends Construct {
  readonly detector: GuarddutyDetector;
  readonly findings: EventNotification;

  constructor(scope: Construct, id: string, { topic }: GuardDutyProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.detector = new GuarddutyDetector(this, "Default", {
      provider,
      enable: true,
      // Of a finding that goes on; the first word of it comes within five minutes anyway.
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    });
    answerFinding(
      this.detector,
      "CKV2_AWS_3",
      "The check asks for an organisation's configuration, which its management account owns; this detector is the account's.",
    );
    for (const [name, status] of Object.entries(FEATURES)) {
      new GuarddutyDetectorFeature(this, name, { provider, detectorId: this.detector.id, name, status });
    }
    this.findings = this.addNotification(topic);
  }

  /**
   * By type and id alone: a finding's title names users and addresses, which do not belong into mails.
   *
   * Source: GuardDuty User Guide, "Processing GuardDuty findings with Amazon EventBridge", read 2026-11.
   */
  private addNotification(topic: AlertTopic): EventNotification {
    const { system } = RegionalStack.of(this);
    return new EventNotification(this, "findings", {
      topic,
      thing: "threat-findings",
      description: `GuardDuty's findings in ${regionOf(this)}, of medium severity and above`,
      pattern: {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { severity: [{ numeric: [">=", MEDIUM_SEVERITY] }] },
      },
      paths: {
        type: "$.detail.type",
        severity: "$.detail.severity",
        finding: "$.detail.id",
        time: "$.time",
      },
      message: `${system}, GuardDuty in ${regionOf(this)}: <type>, severity <severity>, <time>. Finding <finding>.`,
      runbook: "threat-findings",
    });
  }
}
