import { SITES } from "../../src/config/site";
import { rotateSecret, scaleByLoad, upgradeGlobalDatabase } from "../../src/failover/aws/outside";
import type { Proposal } from "../../src/rehearsal/failover-plan";
import type { FailoverStage } from "../../src/rehearsal/failover-stage";
import { describeWithTerraform } from "../support/optional";
import { REGIONS } from "../support/stack";
import { FailoverBench } from "./failover-bench";
import { ignoredArguments, type IgnoredArgument } from "./sliced";

const NEW_VERSION = "16.9";

/** When it shows what an entry of `ignore_changes` is for. */
type Moment =
  | "at first"
  | "after a failover, an upgrade, rotations, scaling by load and a drill's suspension"
  | "after both members have left the global database";

/** By `<site> <type> <argument>`. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  "dr aws_rds_cluster replication_source_identifier": "at first",
  "primary aws_rds_cluster global_cluster_identifier": "after both members have left the global database",
  "dr aws_rds_cluster global_cluster_identifier": "after both members have left the global database",
};
const USUAL: Moment = "after a failover, an upgrade, rotations, scaling by load and a drill's suspension";

// A failover that nobody plans for is undone by the next apply: each entry keeps Terraform from one part of that.
describeWithTerraform("what Terraform is told to ignore", () => {
  let bench: FailoverBench;
  let stage: FailoverStage;
  let entries: readonly IgnoredArgument[];
  const shown = new Map<string, readonly Proposal[]>();
  const contentAt = new Map<Moment, readonly Proposal[]>();

  /** Plans once as it is, and once without each entry of this moment. */
  async function lookAt(moment: Moment): Promise<void> {
    const plans = await Promise.all(SITES.map((site) => bench.plan(site)));
    contentAt.set(moment, plans.flat());
    await Promise.all(
      SITES.map(async (site) => {
        for (const entry of entries.filter((each) => each.site === site && momentOf(each) === moment)) {
          shown.set(nameOf(entry), await bench.planWithout(entry));
        }
      }),
    );
  }

  beforeAll(async () => {
    bench = await FailoverBench.start();
    entries = ignoredArguments(bench.payments.configuration);
    const { resources } = bench;
    stage = bench.newStage();
    await lookAt("at first");

    await stage.operate("dr", "failover", [REGIONS.primary]);
    await stage.operate("primary", "reprotect");
    const database = bench.only("aws_rds_global_cluster", REGIONS.primary).id;
    upgradeGlobalDatabase(resources, database, NEW_VERSION);
    bench.configure("primary", "aws_rds_global_cluster.database", { engine_version: NEW_VERSION });
    resources
      .find("aws_secretsmanager_secret_version")
      .forEach((version) => rotateSecret(resources, version));
    for (const region of Object.values(REGIONS)) {
      scaleByLoad(resources, bench.only("aws_ecs_service", region), 1);
      await suspendScaling(region);
    }
    await lookAt(USUAL);

    for (const region of Object.values(REGIONS)) await detach(database, region);
    await lookAt("after both members have left the global database");
  });
  afterAll(() => bench?.stop());

  function suspendScaling(region: string): Promise<unknown> {
    const { resource_id, scalable_dimension } = bench.only("aws_appautoscaling_target", region).attributes;
    return stage.call(region, "applicationautoscaling", "registerScalableTarget", {
      ServiceNamespace: "ecs",
      ScalableDimension: String(scalable_dimension),
      ResourceId: String(resource_id),
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: true,
        ScheduledScalingSuspended: true,
      },
    });
  }

  function detach(database: string, region: string): Promise<unknown> {
    return stage.call(region, "rds", "removeFromGlobalCluster", {
      GlobalClusterIdentifier: database,
      DbClusterIdentifier: String(bench.only("aws_rds_cluster", region).attributes.arn),
    });
  }

  it("is all in the slice that is looked at", () => {
    expect(ignoredArguments(bench.payments.whole)).toEqual(entries);
    expect(entries.length).toBeGreaterThan(10);
  });

  it("leaves nothing to change, whatever has happened", () => {
    expect(Object.fromEntries(contentAt)).toEqual({
      "at first": [],
      [USUAL]: [],
      "after both members have left the global database": [],
    });
  });

  it("is needed, entry by entry", () => {
    const noticed = entries.map((entry) => ({
      entry: nameOf(entry),
      proposed: shown
        .get(nameOf(entry))
        ?.some(({ address, changed }) => address === entry.address && changed.includes(entry.argument)),
    }));
    expect(noticed.filter(({ proposed }) => !proposed)).toEqual([]);
  });
});

function momentOf({ site, address, argument }: IgnoredArgument): Moment {
  return MOMENTS[`${site} ${address.split(".")[0]} ${argument}`] ?? USUAL;
}

function nameOf({ site, address, argument }: IgnoredArgument): string {
  return `${site}: ${address}: ${argument}`;
}
