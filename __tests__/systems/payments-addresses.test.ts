import { SITES } from "../../src/config/site";
import { buildSystem, destroyableEnvironment, protectedEnvironment } from "../support/synthesis";
import { addresses } from "./digest";

// All addresses of a small environment stand in the snapshots of its areas. A renamed one is a resource destroyed and
// another one made: see stateful-addresses.ts for those with data.
test.each(SITES)(
  "the addresses of payments-%s that a protected environment adds, leaving out one alarm",
  (site) => {
    const [common, protectedOnes] = [destroyableEnvironment(), protectedEnvironment()].map((environment) =>
      addresses(buildSystem(environment).configuration[site]),
    );
    // A serverless database is watched by its share of the largest capacity, a provisioned one by CPU and memory.
    expect(common?.filter((address) => !protectedOnes?.includes(address))).toEqual([
      "aws_cloudwatch_metric_alarm.database-alarms_capacity_078E652E",
    ]);
    expect(protectedOnes?.filter((address) => !common?.includes(address)).join("\n")).toMatchSnapshot();
  },
);
