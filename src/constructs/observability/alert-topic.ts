import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import type { Site } from "../../config/site";
import { nameFor, providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument } from "../iam/policy-document";

const THING = "alerts";

/** What the alert topic of a site is made from. */
export interface AlertTopicProps {
  /** Encrypts the messages. Its policy must let in `cloudWatchAlarms` and `eventBridgeToTopics`, or nothing arrives. */
  readonly keyArn: string;
  /** Gets every message, after it was confirmed by the link in SNS's first mail. */
  readonly email: string;
  /**
   * Gets every message as a text message: a number in E.164 form. SNS asks nobody to confirm it.
   *
   * @default - nobody gets text messages
   */
  readonly phone?: string | undefined;
  /**
   * What mails and text messages come from.
   *
   * @default - SNS's own words in mails, the topic's name in text messages
   */
  readonly displayName?: string | undefined;
  /**
   * Where the repository is shown, without a slash at the end: alarms link to `<runbookUrl>/docs/runbooks/<page>.md`.
   *
   * @default - the path inside the repository
   */
  readonly runbookUrl?: string | undefined;
}

/**
 * The topic that tells people of alarms and failovers in one site.
 *
 * Terraform does not wait for the confirmation. A subscription that nobody has confirmed can't be removed, only goes
 * with its topic (provider documentation of aws_sns_topic_subscription, read 2026-11).
 */
export class AlertTopic extends Construct {
  /** Computed, so that policies that name it stay literal. */
  readonly arn: string;
  readonly resource: SnsTopic;
  private readonly runbookUrl: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    { keyArn, email, phone, displayName, runbookUrl }: AlertTopicProps,
  ) {
    super(scope, id);
    const provider = providerOf(this);
    const { account } = RegionalStack.of(this).environment;
    const name = nameFor(this, THING, "snsTopic");
    this.arn = alertTopicArn(this, siteOf(this));
    this.runbookUrl = runbookUrl;
    this.resource = new SnsTopic(this, "Default", {
      provider,
      name,
      kmsMasterKeyId: keyArn,
      ...(displayName !== undefined && { displayName }),
    });
    new SnsTopicPolicy(this, "policy", {
      provider,
      arn: this.resource.arn,
      policy: topicPolicy(this.arn, regionOf(this), account),
    });
    new SnsTopicSubscription(this, "email", {
      provider,
      topicArn: this.resource.arn,
      protocol: "email",
      endpoint: email,
    });
    if (phone === undefined) return;
    new SnsTopicSubscription(this, "sms", {
      provider,
      topicArn: this.resource.arn,
      protocol: "sms",
      endpoint: phone,
    });
  }

  /** Where a runbook is read: a page's file name without its ending. */
  runbook(page: string): string {
    const path = `docs/runbooks/${page}.md`;
    return this.runbookUrl ? `${this.runbookUrl}/${path}` : path;
  }
}

/** The ARN of a site's alert topic, computed, for the stack that does not make it. */
export function alertTopicArn(scope: Construct, site: Site): string {
  const stack = RegionalStack.of(scope);
  const name = stack.physicalName(THING, "snsTopic", site);
  return `arn:aws:sns:${stack.regions[site]}:${stack.environment.account}:${name}`;
}

function topicPolicy(topicArn: string, region: string, account: string): string {
  return policyDocument([
    {
      sid: "AllowAlarmsOfThisAccount",
      actions: ["sns:Publish"],
      resources: [topicArn],
      principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
      conditions: [
        { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
        {
          operator: "ArnLike",
          key: "aws:SourceArn",
          values: [`arn:aws:cloudwatch:${region}:${account}:alarm:*`],
        },
      ],
    },
    {
      // No condition: EventBridge supports none in topic policies, and would drop every event without a word
      // (EventBridge User Guide, resource-based policies, read 2026-11).
      sid: "AllowEventRules",
      actions: ["sns:Publish"],
      resources: [topicArn],
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
    },
    {
      sid: "DenyWithoutTls",
      effect: "Deny",
      actions: ["sns:Publish"],
      resources: [topicArn],
      principals: [{ type: "AWS", identifiers: ["*"] }],
      conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }],
    },
  ]);
}
