import { SITES } from "../../src/config/site";
import { addressedBlocks, type Block } from "../../src/terraform/configuration";
import { isStateful } from "../../src/terraform/stateful-types";
import { blocksOf, buildSystem } from "../support/synthesis";
import { addresses, difference, digest } from "./digest";
import { protectedGlobalstream, smallGlobalstream } from "./environments";

// The same suffix, so that names do not count as a difference.
const small = buildSystem(smallGlobalstream({}, { suffix: "same" }));
const large = buildSystem(protectedGlobalstream({}, { suffix: "same" }));

describe.each(SITES)("a protected GlobalStream, in the %s stack", (site) => {
  const stack = large.configuration[site];
  const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);

  test("differs from a small one in this", () => {
    expect(difference(digest(small.configuration[site]), digest(stack))).toMatchSnapshot();
  });

  test("leaves out nothing that a small one has", () => {
    const found = addresses(stack);
    expect(addresses(small.configuration[site]).filter((address) => !found.includes(address))).toEqual([]);
  });

  test("keeps everything that holds data", () => {
    const stateful = addressedBlocks(stack).filter(
      ({ mode, type }) => mode === "resource" && isStateful(type),
    );
    expect(stateful.length).toBeGreaterThan(5);
    const kept = ({ block }: { block: Block }) =>
      (block.lifecycle as Block | undefined)?.prevent_destroy === true;
    expect(stateful.filter((found) => !kept(found)).map(({ address }) => address)).toEqual([]);
  });

  test("protects the database, the table and the load balancer against anybody", () => {
    expect(of("aws_rds_cluster").map(({ deletion_protection }) => deletion_protection)).toEqual([true]);
    expect(of("aws_lb").map(({ enable_deletion_protection }) => enable_deletion_protection)).toEqual([true]);
    expect(
      of("aws_dynamodb_table").map(({ deletion_protection_enabled }) => deletion_protection_enabled),
    ).toEqual(site === "primary" ? [true, true] : []);
  });

  test("leaves snapshots with names of its own", () => {
    const end = site === "dr" ? "-dr-same-final" : "-same-final";
    const names = (type: string) =>
      of(type).map(({ final_snapshot_identifier }) => final_snapshot_identifier);
    expect(names("aws_rds_cluster")).toEqual([`globalstream-database${end}`]);
    expect(names("aws_elasticache_replication_group")).toEqual([`globalstream-redis${end}`]);
  });

  test("runs over three zones, with a way out in each", () => {
    expect(of("aws_nat_gateway")).toHaveLength(3);
    expect(of("aws_efs_mount_target")).toHaveLength(3);
    expect((of("aws_apigatewayv2_vpc_link")[0]?.subnet_ids as string[]).length).toBe(3);
  });
});

test("the copies of backups are locked while they are kept", () => {
  const locks = blocksOf(large.configuration.primary, "aws_backup_vault_lock_configuration");
  expect(locks.map(({ block }) => [block.provider, block.min_retention_days])).toEqual([
    [undefined, 7],
    ["aws.dr", 7],
  ]);
});
