import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import type { RemedySettings } from "../../functions/remediate/settings";
import { nameFor, providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { jsonText } from "../../terraform/json-text";
import { LambdaFunction } from "../functions/lambda-function";
import type { Alarm } from "../observability/alarm";
import type { AlertTopic } from "../observability/alert-topic";
import { UndeliveredEvents } from "../queue/undelivered-events";
import { remedyEvents } from "./event-patterns";
import { RemediationAlarms } from "./remediation-alarms";
import { RemedyRule } from "./remedy-rule";
import type { RemediationSettings } from "./settings";
import { siteRemedies } from "./site-remedies";
import { actingStatements, commonStatements, lookingStatements } from "./statements";

const THING = "remediation";
const RUNBOOK = "remediation";

/** A minute between two looks at targets, and three attempts of each call that nobody answers. */
const TIMEOUT_SECONDS = 150;

/** Attempts after the first, and the longest life of an event: an older one would not be acted on (`OLDEST_EVENT_MINUTES`). */
const INVOCATION = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 900 };

/** A serverless database whose capacity may be raised. */
export interface RemediedDatabase {
  readonly clusterIdentifier: string;
  /** The largest capacity of an instance that is configured, in Aurora capacity units. */
  readonly maximumUnits: number;
  /** They say that the capacity is used up; at least one. */
  readonly alarms: readonly Alarm[];
}

/** What the remediation of a site is made from. */
export interface RemediationProps {
  readonly settings: RemediationSettings;
  readonly topic: AlertTopic;
  /** The service on Fargate. */
  readonly service: { readonly clusterName: string; readonly serviceName: string };
  /** The service's target group, and the alarm on its unhealthy targets. */
  readonly targets: { readonly targetGroupArn: string; readonly alarm: Alarm };
  /**
   * @default - none: a provisioned database is not touched
   */
  readonly database?: RemediedDatabase;
  /** The VPC whose security groups are kept closed. */
  readonly vpcId: string;
  /** The role table and its key, both in the DR region. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /** Encrypts the topic's messages, and the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Puts right by itself what can be put right safely, when AWS reports it by an event, and tells people what it saw and did:
 * tasks that fail again and again, a database at the end of its capacity, targets that stay unhealthy, security groups that
 * were opened to everybody.
 *
 * It works on its own site alone, looks again before it acts, acts a few times an hour at most, and never while roles move.
 */
export class Remediation extends Construct {
  /** Undefined where it is off. */
  readonly function: LambdaFunction | undefined;
  /** Undefined where it is off. */
  readonly alarms: RemediationAlarms | undefined;

  /** @throws Error for a ceiling of the database's capacity below what is configured. */
  constructor(scope: Construct, id: string, props: RemediationProps) {
    super(scope, id);
    const { settings, topic, targets, database } = props;
    if (settings.mode === "off") return;
    const remedies = siteRemedies(this, props);
    const events = remedyEvents(remedies, {
      targets: targets.alarm.arn,
      database: database?.alarms.map(({ arn }) => arn) ?? [],
    });
    const undelivered = new UndeliveredEvents(this, "undelivered-events", {
      queueName: `${THING}-undelivered`,
      ruleArns: Object.keys(events).map((rule) => this.ruleArn(rule)),
    });
    const target = this.addFunction(props, remedies, undelivered);
    for (const [rule, listened] of Object.entries(events)) {
      new RemedyRule(this, rule, { ...listened, thing: thingOf(rule), target, undelivered });
    }
    this.function = target;
    this.alarms = new RemediationAlarms(this, "alarms", {
      topic,
      thing: THING,
      functionName: target.name,
      timeoutSeconds: TIMEOUT_SECONDS,
      undeliveredQueueName: undelivered.name,
    });
  }

  private addFunction(
    props: RemediationProps,
    remedies: RemedySettings,
    undelivered: UndeliveredEvents,
  ): LambdaFunction {
    const { settings, topic, roleTable, keyArn, logRetentionInDays } = props;
    const { system, regions, environment } = RegionalStack.of(this);
    const made = new LambdaFunction(this, "function", {
      functionName: "remediate",
      description: "Puts right what AWS reports by events, as far as that is safe, and tells people",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        SYSTEM: system,
        ENVIRONMENT_SUFFIX: environment.suffix,
        SITE: siteOf(this),
        ROLE_TABLE: roleTable.name,
        ROLE_REGION: regions.dr,
        MODE: settings.mode,
        TOPIC_ARN: topic.arn,
        RUNBOOK: topic.runbook(RUNBOOK),
        REMEDIES: jsonText(remedies),
      },
      statements: [
        ...commonStatements(this, { roleKeyArn: roleTable.keyArn, topicArn: topic.arn, keyArn }),
        ...lookingStatements(this, remedies),
        ...(settings.mode === "act" ? actingStatements(this, remedies) : []),
      ],
      keyArn,
      logRetentionInDays,
      deadLetterQueueArn: undelivered.arn,
    });
    // It names the queue by its computed ARN, so Terraform does not see that it must be there first.
    made.resource.dependsOn = [...(made.resource.dependsOn ?? []), dependable(undelivered.resource)];
    new LambdaFunctionEventInvokeConfig(this, "invocation", {
      provider: providerOf(this),
      functionName: made.resource.functionName,
      ...INVOCATION,
    });
    return made;
  }

  private ruleArn(rule: string): string {
    const { account } = RegionalStack.of(this).environment;
    return `arn:aws:events:${regionOf(this)}:${account}:rule/${nameFor(this, thingOf(rule), "eventRule")}`;
  }
}

function thingOf(rule: string): string {
  return `${THING}-${rule}`;
}
