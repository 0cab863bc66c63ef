import type { PerSite, Site } from "../../config/site";
import { ANSWERS_METRIC, WRITES_METRIC } from "../../constructs/failover/detection-metric";
import { addressedBlocks, type Block, type TerraformConfiguration } from "../../terraform/configuration";
import type { Json } from "../asl/json";
import type { MemoryStore } from "../aws/memory-store";
import { storeFromConfigurations } from "../aws/store-from-configurations";
import { readMachine, type SynthesizedMachine } from "../plan/read";

/** An alarm on the probes of the active site. */
export interface DetectionAlarm {
  readonly name: string;
  readonly metric: typeof ANSWERS_METRIC | typeof WRITES_METRIC;
  readonly periodSeconds: number;
  /** How many periods in a row must fail. */
  readonly periods: number;
  /** What the state machine is started with. @default - it tells people only */
  readonly input?: Json;
}

/** How Route 53's checkers watch the primary site. */
export interface CheckerSettings {
  readonly intervalSeconds: number;
  readonly failures: number;
}

/** What is simulated: everything in it comes from the synthesized JSON. */
export interface Subject {
  readonly system: string;
  readonly account: string;
  readonly suffix: string;
  readonly regions: PerSite<string>;
  readonly machines: PerSite<SynthesizedMachine>;
  readonly alarms: readonly DetectionAlarm[];
  /** Undefined where nobody else watches the primary site. */
  readonly checkers: CheckerSettings | undefined;
  /** When a task of the service reads its role, and how long that is worth something, in seconds. */
  readonly role: {
    readonly pollSeconds: number;
    readonly graceSeconds: number;
    /** How long a site that takes over lets the other one's grace run out. */
    readonly waitSeconds: number;
  };
  /** Everything that exists, with the primary site active. */
  readonly store: MemoryStore;
  /** What the configuration wants, by the active site: capacities follow it. */
  readonly wanted: PerSite<MemoryStore>;
}

/** What a subject is read from. */
export interface SubjectProps {
  readonly system: string;
  readonly account: string;
  readonly suffix: string;
  /** Both stacks, as they are synthesized. */
  readonly configurations: PerSite<TerraformConfiguration>;
}

/** As the service has them where its stack says nothing else (src/service/shared/configuration.ts). */
const ROLE_DEFAULTS = { ROLE_POLL_SECONDS: 2, ROLE_GRACE_SECONDS: 30 };

/** @throws Error if a stack has no state machine, or something that the model of AWS can't hold. */
export function readSubject({ system, account, suffix, configurations }: SubjectProps): Subject {
  const machines = { primary: readMachine(configurations.primary), dr: readMachine(configurations.dr) };
  const store = storeFromConfigurations(configurations);
  return {
    system,
    account,
    suffix,
    regions: machines.dr.plan.regions,
    machines,
    alarms: checked(machines.dr, alarmsOf(configurations.dr, machines.dr)),
    checkers: checkersOf(configurations.primary),
    role: {
      pollSeconds: variableOf(configurations.primary, "ROLE_POLL_SECONDS"),
      graceSeconds: variableOf(configurations.primary, "ROLE_GRACE_SECONDS"),
      // Both sites run the same service with the same variables.
      waitSeconds: variableOf(configurations.primary, "ROLE_GRACE_SECONDS"),
    },
    store,
    wanted: { primary: store, dr: storeFromConfigurations(configurations, "dr") },
  };
}

/** How many tasks a site runs in a role. */
export function tasksOf({ store, regions }: Subject, site: Site): number {
  const services = store.find("aws_ecs_service", regions[site]);
  return services.reduce((sum, { attributes }) => sum + Number(attributes["desired_count"]), 0);
}

/** What the plan says of the detection must be what is built. */
function checked({ plan }: SynthesizedMachine, alarms: readonly DetectionAlarm[]): readonly DetectionAlarm[] {
  const starts = alarms.some(({ input }) => input !== undefined);
  if (starts === plan.detection.isAutomatic) return alarms;
  const [said, built] = plan.detection.isAutomatic
    ? ["an alarm", "no alarm does"]
    : ["humans", "an alarm does"];
  throw new Error(`the plan of ${plan.machine} is started by ${said}, and in the stack ${built}`);
}

function alarmsOf(
  configuration: TerraformConfiguration,
  { plan, address }: SynthesizedMachine,
): DetectionAlarm[] {
  const blocks = addressedBlocks(configuration);
  const ofType = (type: string) => blocks.filter((block) => block.type === type && block.mode === "resource");
  const starts = ofType("aws_cloudwatch_event_target").filter(({ block: { arn } }) =>
    [`\${${address}.arn}`, `:stateMachine:${plan.machine}`].some((end) => String(arn).endsWith(end)),
  );
  const inputOf = (alarm: string): Json | undefined => {
    const start = starts.find(({ block }) => {
      const [, rule] = /^\$\{(aws_cloudwatch_event_rule\.[\w-]+)\.name\}$/.exec(String(block.rule)) ?? [];
      const pattern = ofType("aws_cloudwatch_event_rule").find(({ address }) => address === rule)?.block
        .event_pattern;
      return String(pattern).includes(`:alarm:${alarm}"`);
    });
    return start && (JSON.parse(String(start.block.input)) as Json);
  };
  return ofType("aws_cloudwatch_metric_alarm").flatMap(({ block }) => {
    const { metric_name: metric, alarm_name, period, evaluation_periods } = block;
    if (metric !== ANSWERS_METRIC && metric !== WRITES_METRIC) return [];
    const name = String(alarm_name);
    const input = inputOf(name);
    const alarm = {
      name,
      metric,
      periodSeconds: Number(period),
      periods: Number(evaluation_periods),
    } as const;
    return [{ ...alarm, ...(input !== undefined && { input }) }];
  });
}

function checkersOf({ resource }: TerraformConfiguration): CheckerSettings | undefined {
  const checks: Block[] = Object.values(resource?.aws_route53_health_check ?? {});
  const probe = checks.find(({ fqdn }) => fqdn !== undefined);
  return (
    probe && { intervalSeconds: Number(probe.request_interval), failures: Number(probe.failure_threshold) }
  );
}

/** A variable of the service stands in a parameter of its own, or in the task definition. */
function variableOf({ resource }: TerraformConfiguration, name: keyof typeof ROLE_DEFAULTS): number {
  const parameter = Object.values(resource?.aws_ssm_parameter ?? {}).find((block) =>
    String(block.name).endsWith(`/service/${name}`),
  );
  if (parameter) return Number(parameter.insecure_value);
  const definitions = JSON.stringify(resource?.aws_ecs_task_definition ?? {});
  const [, value] = new RegExp(`${name}[^0-9]*([0-9]+)`).exec(definitions) ?? [];
  return value === undefined ? ROLE_DEFAULTS[name] : Number(value);
}
