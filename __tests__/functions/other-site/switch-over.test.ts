import { InvalidGlobalClusterStateFault, type RDSClient } from "@aws-sdk/client-rds";
import { switchOver } from "../../../src/functions/other-site/switch-over";
import { stubClient, timeout, virtualTools, type Answers } from "./stub-client";

const OWN = "arn:aws:rds:us-east-1:111122223333:cluster:payments-database-dev";
const OTHER = "arn:aws:rds:us-east-2:111122223333:cluster:payments-database-dr-dev";

const clusters = (writer: string, failoverState?: object) => ({
  GlobalClusters: [
    {
      GlobalClusterMembers: [OWN, OTHER].map((arn) => ({ DBClusterArn: arn, IsWriter: arn === writer })),
      ...(failoverState && { FailoverState: failoverState }),
    },
  ],
});
const onTheWay = { Status: "switching-over", FromDbClusterArn: OTHER, ToDbClusterArn: OWN };

function database(answers: Answers) {
  const { client, sent } = stubClient<RDSClient>({ SwitchoverGlobalCluster: () => ({}), ...answers });
  const props = { rds: client, globalCluster: "payments-database-global-dev", target: OWN };
  return { sent, run: () => switchOver(props, virtualTools().tools) };
}

test("switches over to the site's own member, by its ARN", async () => {
  const { run, sent } = database({ DescribeGlobalClusters: () => clusters(OTHER) });
  await expect(run()).resolves.toEqual({ state: "started" });
  expect(sent).toEqual([
    {
      name: "DescribeGlobalClusters",
      input: { GlobalClusterIdentifier: "payments-database-global-dev" },
    },
    {
      name: "SwitchoverGlobalCluster",
      input: { GlobalClusterIdentifier: "payments-database-global-dev", TargetDbClusterIdentifier: OWN },
    },
  ]);
});

test.each([
  { what: "writes already", found: clusters(OWN), state: "done" },
  { what: "is about to write", found: clusters(OTHER, onTheWay), state: "running" },
  { what: "writes, but is not done", found: clusters(OWN, onTheWay), state: "running" },
])("calls nothing where the target $what", async ({ found, state }) => {
  const { run, sent } = database({ DescribeGlobalClusters: () => found });
  await expect(run()).resolves.toEqual({ state });
  expect(sent.map(({ name }) => name)).toEqual(["DescribeGlobalClusters"]);
});

const refusal = () =>
  new InvalidGlobalClusterStateFault({ message: "a switchover is in progress", $metadata: {} });

test("takes a refusal for the answer where another attempt came first", async () => {
  const { run } = database({
    DescribeGlobalClusters: (call) => (call === 0 ? clusters(OTHER) : clusters(OTHER, onTheWay)),
    SwitchoverGlobalCluster: refusal,
  });
  await expect(run()).resolves.toEqual({ state: "running" });
});

test("passes on what RDS refuses, such as a switchover to somebody else", async () => {
  const elsewhere = { Status: "failing-over", FromDbClusterArn: OWN, ToDbClusterArn: OTHER };
  const { run } = database({
    DescribeGlobalClusters: () => clusters(OTHER, elsewhere),
    SwitchoverGlobalCluster: refusal,
  });
  await expect(run()).rejects.toThrow("a switchover is in progress");
});

test("gives up a region that does not answer", async () => {
  await expect(database({ DescribeGlobalClusters: timeout }).run()).rejects.toMatchObject({
    name: "OtherSiteUnreachable",
  });
});
