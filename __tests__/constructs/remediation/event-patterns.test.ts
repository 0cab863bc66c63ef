import { readEvent, withDetail, type EventName, type GivenEvent } from "../../functions/remediate/read-event";
import { matchesPattern, type Pattern } from "../../support/event-pattern";
import { blocksOf } from "../../support/stack";
import { synthesizeRemediation } from "./synthesize-remediation";

const PREFIX = "payments-remediation-";

/** The patterns of a site's rules, as EventBridge gets them. */
function patternsOf(configuration: ReturnType<typeof synthesizeRemediation>): Record<string, Pattern> {
  const rules = blocksOf(configuration, "aws_cloudwatch_event_rule").map(({ block }) => [
    String(block.name).slice(PREFIX.length),
    JSON.parse(String(block.event_pattern)) as Pattern,
  ]);
  return Object.fromEntries(rules) as Record<string, Pattern>;
}

const primary = patternsOf(synthesizeRemediation());
const dr = patternsOf(synthesizeRemediation({}, "dr"));
const matching = (patterns: Record<string, Pattern>, event: GivenEvent) =>
  Object.keys(patterns).filter((rule) => matchesPattern(patterns[rule] ?? {}, event));

test.each<{ name: EventName; rule: string }>([
  { name: "task-exited", rule: "failed-tasks-dev" },
  { name: "task-without-capacity", rule: "failed-tasks-dev" },
  { name: "placement-failure", rule: "placement-failures-dev" },
  { name: "capacity-alarm", rule: "saturation-dev" },
  { name: "targets-alarm", rule: "unhealthy-targets-dev" },
  { name: "ingress-authorized", rule: "opened-groups-dev" },
  { name: "rules-modified", rule: "opened-groups-dev" },
])("$name comes by one rule, $rule", ({ name, rule }) => {
  expect(matching(primary, readEvent(name))).toEqual([rule]);
});

test("the other site's services and alarms call nobody here", () => {
  const names = ["task-exited", "placement-failure", "capacity-alarm", "targets-alarm"] as const;
  expect(names.flatMap((name) => matching(dr, readEvent(name)))).toEqual([]);
  expect(Object.keys(dr)).toHaveLength(5);
});

const exited = readEvent("task-exited");
const placement = readEvent("placement-failure");
const alarm = readEvent("capacity-alarm");
const opened = readEvent("ingress-authorized");

test.each<{ what: string; event: GivenEvent }>([
  {
    what: "a task that scaling has stopped",
    event: withDetail(exited, { stopCode: "ServiceSchedulerInitiated" }),
  },
  { what: "a task that a person has stopped", event: withDetail(exited, { stopCode: "UserInitiated" }) },
  { what: "a task that Spot has taken", event: withDetail(exited, { stopCode: "SpotInterruption" }) },
  { what: "a task that is about to stop", event: withDetail(exited, { lastStatus: "DEPROVISIONING" }) },
  { what: "a task without a service", event: withDetail(exited, { group: "family:payments-service-dev" }) },
  {
    what: "another cluster's task",
    event: withDetail(exited, { clusterArn: "arn:aws:ecs:us-east-1:111122223333:cluster/other" }),
  },
  {
    what: "another service without room",
    event: { ...placement, resources: [`${placement.resources[0]}2`] },
  },
  { what: "a service in order", event: withDetail(placement, { eventName: "SERVICE_STEADY_STATE" }) },
  { what: "an alarm that ends", event: withDetail(alarm, { state: { value: "OK" } }) },
  { what: "an alarm without data", event: withDetail(alarm, { state: { value: "INSUFFICIENT_DATA" } }) },
  { what: "another alarm", event: { ...alarm, resources: [`${alarm.resources[0]}-2`] } },
  {
    what: "an opening that EC2 has refused",
    event: withDetail(opened, { errorCode: "Client.UnauthorizedOperation" }),
  },
  { what: "the closing itself", event: withDetail(opened, { eventName: "RevokeSecurityGroupIngress" }) },
  { what: "a way out", event: withDetail(opened, { eventName: "AuthorizeSecurityGroupEgress" }) },
])("$what calls nobody", ({ event }) => {
  expect(matching(primary, event)).toEqual([]);
});

test("without a serverless database nothing listens to its alarms", () => {
  const patterns = patternsOf(synthesizeRemediation({ hasDatabase: false }));
  expect(Object.keys(patterns)).toHaveLength(4);
  expect(matching(patterns, alarm)).toEqual([]);
});
