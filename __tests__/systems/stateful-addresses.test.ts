import { SITES } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { statefulAddresses } from "./digest";
import { ENVIRONMENTS } from "./environments";
import { STATEFUL_ADDRESSES, statefulAddressProblems } from "./stateful-addresses";

describe("the addresses of what holds data", () => {
  test.each(ENVIRONMENTS)("of $system are those on the list kept by hand, in $environment.name", (tested) => {
    const { system, environment } = tested;
    const { configuration } = buildSystem(environment);
    const problems = SITES.flatMap((site) =>
      statefulAddressProblems(`${system}-${site}`, statefulAddresses(configuration[site])),
    );
    expect(problems).toEqual([]);
  });

  test("are said to be destroyed when one is renamed, with the way to move it", () => {
    const renamed = (STATEFUL_ADDRESSES["payments-dr"] ?? []).map((address) =>
      address.replace("aws_rds_cluster.database", "aws_rds_cluster.main"),
    );
    expect(statefulAddressProblems("payments-dr", renamed)).toEqual([
      "payments-dr: aws_rds_cluster.database is gone, so the next apply would destroy it with its data. Renamed? " +
        "Give the new one a `moved` block from this address, then change the list by hand.",
      "payments-dr: aws_rds_cluster.main is new. If it replaces one that is gone, it would start without data: it " +
        "needs a `moved` block. If not, add it to the list by hand.",
    ]);
  });
});
