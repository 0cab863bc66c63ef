import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { CreateDBClusterCommand, DescribeDBClustersCommand, RDSClient } from "@aws-sdk/client-rds";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Context } from "aws-lambda";
import type * as Handler from "../../../src/functions/remediate/handler";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE } from "../other-site/role-tables";
import { readEvent } from "./read-event";

const ALARM = "payments-database-capacity-dev";
const CLUSTER = "payments-database-dev";
const context = { functionName: "payments-remediate-dev", awsRequestId: "1" } as Context;
const REMEDIES = {
  service: { clusterArn: "arn:cluster", serviceArn: "arn:service/cluster/service" },
  targets: { targetGroupArn: "arn:targets", alarmName: "payments-ingress-unhealthy-targets-dev" },
  database: { clusterIdentifier: CLUSTER, alarmNames: [ALARM], stepUnits: 4, ceilingUnits: 24 },
  vpcId: "vpc-0123456789abcdef0",
  publicPorts: [],
};

/** The handler as Lambda loads it: its clients and settings come from the environment of that moment. */
async function runHandler(event: object): Promise<string> {
  const loaded: (typeof Handler)[] = [];
  jest.isolateModules(() => {
    loaded.push(jest.requireActual<typeof Handler>("../../../src/functions/remediate/handler"));
  });
  const [module] = loaded;
  if (!module) throw new Error("the handler was not loaded");
  return (await module.handler(event, context)).result;
}

describeWithMinistack("remediate", () => {
  let queueUrl: string;
  let written: string[];
  const event = () => ({ ...readEvent("capacity-alarm"), time: new Date().toISOString() });

  useEmptyAccounts((account) => {
    Object.assign(process.env, {
      AWS_REGION: "us-east-1",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      // Metrics go to the global console then, which the test can listen to.
      POWERTOOLS_DEV: "true",
      POWERTOOLS_METRICS_DISABLED: "false",
      SYSTEM,
      ENVIRONMENT_SUFFIX: "dev",
      SITE: "primary",
      ROLE_TABLE: TABLE,
      ROLE_REGION: "us-east-2",
      MODE: "act",
      TOPIC_ARN: `arn:aws:sns:us-east-1:${account}:payments-alerts-dev`,
      RUNBOOK: "docs/runbooks/remediation.md",
      REMEDIES: JSON.stringify(REMEDIES),
    });
  });
  beforeEach(async () => {
    written = [];
    jest.spyOn(console, "log").mockImplementation((text: string) => void written.push(text));
    const table = await makeRoleTable("us-east-2");
    await table.put("record", { active_site: "primary", traffic_site: "primary", epoch: 1 });
    queueUrl = await subscribe();
    await new RDSClient().send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: CLUSTER,
        Engine: "aurora-postgresql",
        MasterUsername: "admin1",
        MasterUserPassword: "not-a-secret",
        ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 },
      }),
    );
    await new CloudWatchClient().send(
      new PutMetricAlarmCommand({
        AlarmName: ALARM,
        MetricName: "ACUUtilization",
        Namespace: "AWS/RDS",
        Statistic: "Maximum",
        Period: 60,
        EvaluationPeriods: 15,
        Threshold: 90,
        ComparisonOperator: "GreaterThanThreshold",
      }),
    );
    await setAlarm("ALARM");
  });
  afterEach(() => jest.restoreAllMocks());

  async function setAlarm(StateValue: "ALARM" | "OK"): Promise<void> {
    const set = new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: "test" });
    await new CloudWatchClient().send(set);
    const { MetricAlarms } = await new CloudWatchClient().send(
      new DescribeAlarmsCommand({ AlarmNames: [ALARM] }),
    );
    expect(MetricAlarms?.[0]?.StateValue).toBe(StateValue);
  }

  async function subscribe(): Promise<string> {
    const { TopicArn } = await new SNSClient().send(new CreateTopicCommand({ Name: "payments-alerts-dev" }));
    const { QueueUrl = "" } = await new SQSClient().send(new CreateQueueCommand({ QueueName: "people" }));
    const Endpoint = TopicArn?.replace(":sns:", ":sqs:").replace("payments-alerts-dev", "people");
    await new SNSClient().send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
    return QueueUrl;
  }

  async function mails(): Promise<{ Subject: string; Message: string }[]> {
    const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await new SQSClient().send(receive);
    return Messages.map(({ Body = "" }) => JSON.parse(Body) as { Subject: string; Message: string });
  }

  async function maximum(): Promise<number | undefined> {
    const describe = new DescribeDBClustersCommand({ DBClusterIdentifier: CLUSTER });
    const { DBClusters } = await new RDSClient().send(describe);
    return DBClusters?.[0]?.ServerlessV2ScalingConfiguration?.MaxCapacity;
  }

  test("raises the maximum of a database, tells people, and counts it by remedy and system", async () => {
    const given = event();
    expect(await runHandler(given)).toBe("acted");
    expect(await maximum()).toBe(20);
    const [mail] = await mails();
    expect(mail?.Subject).toBe("payments, primary site: raise-capacity acted");
    expect(mail?.Message.split("\n")).toEqual([
      "Remediation of payments in us-east-1, raise-capacity.",
      `Seen: ${ALARM} is on, and ${CLUSTER} grows up to 16 ACU.`,
      expect.stringMatching(
        /^Done: raise the maximum of payments-database-dev to 20 ACU\..+takes it back\.$/,
      ),
      `Event: ${given.id}, ${given.time}. Runbook: docs/runbooks/remediation.md`,
    ]);
    const metrics = written.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(metrics).toMatchObject([
      {
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: "Standby/Remediation",
              Dimensions: [["service", "System", "Environment", "Remedy"]],
              Metrics: [{ Name: "RemedyActed", Unit: "Count" }],
            },
          ],
        },
        service: "remediate",
        System: "payments",
        Environment: "dev",
        Remedy: "raise-capacity",
        RemedyActed: 1,
      },
    ]);
  });

  test("raises it once for an event that comes twice, although the alarm is still on", async () => {
    const given = event();
    await runHandler(given);
    expect(await runHandler(given)).toBe("unneeded");
    expect(await maximum()).toBe(20);
    expect(await mails()).toHaveLength(1);
  });

  test("changes nothing in report mode", async () => {
    process.env.MODE = "report";
    expect(await runHandler(event())).toBe("reported");
    expect(await maximum()).toBe(16);
    expect((await mails())[0]?.Message).toContain("because remediation.mode is report.");
  });

  test("changes nothing when the alarm is over", async () => {
    await setAlarm("OK");
    expect(await runHandler(event())).toBe("unneeded");
    expect(await maximum()).toBe(16);
    expect(await mails()).toEqual([]);
  });

  test("fails for an event that it does not know, so that it is put by", async () => {
    await expect(runHandler({ ...event(), "detail-type": "Scheduled Event" })).rejects.toThrow();
  });

  test.each(["REMEDIES", "ROLE_REGION", "TOPIC_ARN"])("does not start without %s", async (variable) => {
    delete process.env[variable];
    await expect(runHandler(event())).rejects.toThrow(`environment variables: ${variable}`);
  });

  test("says what is wrong in what it is told of the site", async () => {
    process.env.REMEDIES = JSON.stringify({ ...REMEDIES, vpcId: "" });
    await expect(runHandler(event())).rejects.toThrow("REMEDIES.vpcId");
    process.env.REMEDIES = "{";
    await expect(runHandler(event())).rejects.toThrow("REMEDIES: must be JSON");
  });
});
