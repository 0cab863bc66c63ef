import { SITES } from "../../../src/config/site";
import { addressedBlocks, type Block } from "../../../src/terraform/configuration";
import { isStateful } from "../../../src/terraform/stateful-types";
import { blocksOf, buildSystem, destroyableEnvironment, protectedEnvironment } from "../../support/synthesis";
import { addresses, difference, digest } from "../digest";
import {
  protectedGlobalstream,
  protectedMediadb,
  protectedStreamflix,
  smallGlobalstream,
  smallMediadb,
  smallStreamflix,
} from "../environments";

// The same suffix, so that names do not count as a difference.
const given = { suffix: "same" };

const SYSTEMS = [
  {
    system: "payments",
    small: destroyableEnvironment(given),
    large: protectedEnvironment(given),
    // A serverless database is watched by its share of the largest capacity, a provisioned one by CPU and memory.
    leftOut: ["aws_cloudwatch_metric_alarm.database-alarms_capacity_078E652E"],
    snapshots: { aws_rds_cluster: "database" },
    natGateways: 3,
  },
  {
    system: "streamflix",
    small: smallStreamflix({}, given),
    large: protectedStreamflix({}, given),
    leftOut: [],
    snapshots: { aws_db_instance: "rds", aws_elasticache_replication_group: "cache" },
    natGateways: 3,
  },
  {
    system: "globalstream",
    small: smallGlobalstream({}, given),
    large: protectedGlobalstream({}, given),
    leftOut: [],
    snapshots: { aws_rds_cluster: "database", aws_elasticache_replication_group: "redis" },
    natGateways: 3,
  },
  {
    system: "mediadb",
    small: smallMediadb({}, given),
    large: protectedMediadb({}, given),
    leftOut: [],
    snapshots: { aws_rds_cluster: "database", aws_elasticache_replication_group: "cache" },
    natGateways: 0,
  },
].flatMap(({ small, large, ...expected }) => {
  const [common, kept] = [buildSystem(small).configuration, buildSystem(large).configuration];
  return SITES.map((site) => ({ ...expected, site, common: common[site], stack: kept[site] }));
});

describe.each(SYSTEMS)(
  "a protected $system, in the $site stack",
  ({ system, site, common, stack, leftOut, snapshots, natGateways }) => {
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);

    test("differs from a small one in this", () => {
      expect(difference(digest(common), digest(stack))).toMatchSnapshot();
    });

    test("leaves out nothing that a small one has, but what watches another kind of database", () => {
      const found = addresses(stack);
      expect(addresses(common).filter((address) => !found.includes(address))).toEqual(leftOut);
    });

    test("keeps everything that holds data", () => {
      const stateful = addressedBlocks(stack).filter(
        ({ mode, type }) => mode === "resource" && isStateful(type),
      );
      expect(stateful.length).toBeGreaterThan(2);
      const kept = ({ block }: { block: Block }) =>
        (block.lifecycle as Block | undefined)?.prevent_destroy === true;
      expect(stateful.filter((found) => !kept(found)).map(({ address }) => address)).toEqual([]);
    });

    test("protects databases, tables and the load balancer against anybody", () => {
      const open = [
        ...[...of("aws_rds_cluster"), ...of("aws_db_instance")].filter(
          (block) => block.deletion_protection !== true,
        ),
        ...of("aws_lb").filter((block) => block.enable_deletion_protection !== true),
        ...of("aws_dynamodb_table").filter((block) => block.deletion_protection_enabled !== true),
      ];
      expect(open).toEqual([]);
    });

    test("leaves snapshots with names of its own", () => {
      const end = site === "dr" ? "-dr-same-final" : "-same-final";
      for (const [type, thing] of Object.entries(snapshots)) {
        expect(of(type).map((block) => block.final_snapshot_identifier)).toEqual([
          `${system}-${thing}${end}`,
        ]);
      }
      const databases = [...of("aws_rds_cluster"), ...of("aws_db_instance")];
      expect(databases.map((block) => block.skip_final_snapshot)).toEqual([false]);
    });

    test("runs over three zones, with a way out in each, or in none", () => {
      const zones = new Set(of("aws_subnet").map(({ availability_zone }) => availability_zone));
      expect(zones.size).toBe(3);
      expect(of("aws_nat_gateway")).toHaveLength(natGateways);
    });

    test("locks the copies of backups while they are kept", () => {
      const copies = blocksOf(stack, "aws_backup_vault").filter(({ address }) =>
        address.includes("backup-copies"),
      );
      const locks = of("aws_backup_vault_lock_configuration");
      expect(locks).toHaveLength(copies.length);
      const days = system === "mediadb" ? 30 : 7;
      expect(locks.filter(({ min_retention_days }) => min_retention_days !== days)).toEqual([]);
    });
  },
);

test.each(["streamflix", "mediadb"] as const)(
  "a protected environment takes no single cache node of %s in either site",
  (system) => {
    const protectedOne = system === "mediadb" ? protectedMediadb : protectedStreamflix;
    for (const site of SITES) {
      expect(() => buildSystem(protectedOne({ cache: { nodes: { [site]: 1 } } }))).toThrow(
        `a protected environment needs Multi-AZ: raise cache.nodes.${site} from 1 to 2`,
      );
    }
  },
);
