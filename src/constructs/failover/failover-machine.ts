import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { otherSite, type Site } from "../../config/site";
import { compose, type PlanFacts } from "../../failover/machine/compose";
import { statementsOf } from "../../failover/machine/permissions";
import type { MachineScope } from "../../failover/machine/step";
import type { Participant } from "../../failover/participant";
import { objectiveFindings } from "../../failover/objectives/bounds";
import { packPlan } from "../../failover/plan/pack";
import { PLAN_COMMENT } from "../../failover/plan/read";
import { providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import type { AlertTopic } from "../observability/alert-topic";
import { LogGroup } from "../observability/log-group";
import { statementsByHand } from "./by-hand";
import { MachineRole } from "./machine-role";
import { roleTableName } from "./role-record";

const THING = "failover";

/** What the state machine of a site is made from. */
export interface FailoverMachineProps {
  /** What takes part, with its steps. */
  readonly participants: readonly Participant[];
  /** What the plan says beside its steps. */
  readonly facts: Omit<PlanFacts, "machine" | "regions" | "recoveryPoints">;
  /** The service of the other site. */
  readonly otherService: MachineScope["otherService"];
  /** The function that reaches the other site, by its ARN. */
  readonly otherSiteArn: string;
  /**
   * The function that looks from outside, by its ARN.
   *
   * @default - none, where there are no public names to look at
   */
  readonly probeArn?: string | undefined;
  readonly topic: AlertTopic;
  /** The key of the role table in this region, and of the topic. */
  readonly keyArns: { readonly roleTable: string; readonly topic: string };
  /** Encrypts the log. */
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * The state machine that lets this site take over, and stand by again: composed from the participants' steps, which travel
 * with it as its plan. It calls services of its own region and nothing else.
 */
export class FailoverMachine extends Construct {
  readonly resource: SfnStateMachine;
  /** Computed. */
  readonly arn: string;
  readonly name: string;
  /** What operators must be allowed, to take over by hand. */
  readonly byHand: readonly PolicyStatement[];

  constructor(scope: Construct, id: string, props: FailoverMachineProps) {
    super(scope, id);
    const site = siteOf(this);
    this.name = failoverMachineName(this, site);
    this.arn = failoverMachineArn(this, site);
    const { regions } = RegionalStack.of(this);
    const machineScope = this.machineScope(props);
    this.byHand = statementsByHand(machineScope, props.participants);
    const { plan, definition, steps } = compose(machineScope, props.participants, {
      ...props.facts,
      machine: this.name,
      regions,
      recoveryPoints: props.participants.flatMap(({ recoveryPoints }) => recoveryPoints ?? []),
    });
    const logGroup = new LogGroup(this, "log-group", {
      // The prefix keeps the log's resource policy from growing with every log group (Step Functions guide, read 2026-11).
      name: `/aws/vendedlogs/states/${this.name}`,
      retentionInDays: props.logRetentionInDays,
      keyArn: props.logsKeyArn,
      ...(props.logRetentionInDays < 365 && {
        shortRetentionReason:
          "Steps of failovers, for operations: each is reported by mail, and CloudTrail keeps its calls.",
      }),
    });
    const role = new MachineRole(this, "role", {
      thing: THING,
      statements: [...statementsOf(steps), ...keyStatements(machineScope, props)],
    });
    this.resource = new SfnStateMachine(this, "Default", {
      provider: providerOf(this),
      name: this.name,
      type: "STANDARD",
      roleArn: role.resource.arn,
      definition: literal(JSON.stringify(definition)),
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: true,
        logDestination: `${logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      dependsOn: [...role.policies, logGroup.resource],
    });
    this.resource.addOverride(PLAN_COMMENT, packPlan(plan));
    for (const warning of objectiveFindings(plan).warnings) Annotations.of(this).addWarning(warning);
  }

  private machineScope({ otherService, otherSiteArn, probeArn, topic }: FailoverMachineProps): MachineScope {
    const { system, environment, regions } = RegionalStack.of(this);
    const site = siteOf(this);
    return {
      system,
      site,
      account: environment.account,
      suffix: environment.suffix,
      region: regionOf(this),
      otherRegion: regions[otherSite(site)],
      machineArn: this.arn,
      roleTable: roleTableName(this),
      otherService,
      otherSiteArn,
      probeArn,
      topicArn: topic.arn,
    };
  }
}

/** The physical name of a site's state machine, computed. */
export function failoverMachineName(scope: Construct, site: Site): string {
  return RegionalStack.of(scope).physicalName(THING, "stateMachine", site);
}

/** The ARN of a site's state machine, computed: each site's function starts the other one's. */
export function failoverMachineArn(scope: Construct, site: Site): string {
  const { regions, environment } = RegionalStack.of(scope);
  return `arn:aws:states:${regions[site]}:${environment.account}:stateMachine:${failoverMachineName(scope, site)}`;
}

function keyStatements({ region }: MachineScope, { keyArns }: FailoverMachineProps) {
  return [
    {
      sid: "UseKeyOfRoleTable",
      actions: ["kms:Decrypt"],
      resources: [keyArns.roleTable],
      conditions: [viaServices(`dynamodb.${region}`)],
    },
    {
      sid: "UseKeyOfTopic",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [keyArns.topic],
      conditions: [viaServices(`sns.${region}`)],
    },
  ];
}

/**
 * A text that Terraform takes as it is.
 *
 * @throws Error where Terraform would read a template in it.
 */
function literal(text: string): string {
  if (/[$%]\{/.test(text))
    throw new Error("the definition holds what Terraform takes for a template: ${ or %{");
  return text;
}
