import { SITES } from "../../src/config/site";
import { addressedBlocks, type Block } from "../../src/terraform/configuration";
import { isStateful } from "../../src/terraform/stateful-types";
import { blocksOf, buildSystem } from "../support/synthesis";
import { difference, digest } from "./digest";
import { protectedStreamflix, smallStreamflix } from "./environments";

// The same suffix, so that names do not count as a difference.
const [small, large] = [smallStreamflix, protectedStreamflix].map((of) =>
  buildSystem(of({}, { suffix: "same" })),
);

describe.each(SITES)("a protected StreamFlix, in the %s stack", (site) => {
  const stack = large!.configuration[site];

  test("differs from a small one in this", () => {
    expect(difference(digest(small!.configuration[site]), digest(stack))).toMatchSnapshot();
  });

  test("keeps everything that holds data", () => {
    const stateful = addressedBlocks(stack).filter(
      ({ mode, type }) => mode === "resource" && isStateful(type),
    );
    expect(stateful.length).toBeGreaterThan(4);
    const kept = ({ block }: { block: Block }) =>
      (block.lifecycle as Block | undefined)?.prevent_destroy === true;
    expect(stateful.filter((found) => !kept(found)).map(({ address }) => address)).toEqual([]);
  });

  test("protects the database and the load balancer against anybody", () => {
    expect(blocksOf(stack, "aws_db_instance").map(({ block }) => block.deletion_protection)).toEqual([true]);
    expect(blocksOf(stack, "aws_lb").map(({ block }) => block.enable_deletion_protection)).toEqual([true]);
  });

  test("leaves snapshots with names of its own", () => {
    const end = site === "dr" ? "-dr-same-final" : "-same-final";
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block.final_snapshot_identifier);
    expect(of("aws_db_instance")).toEqual([`streamflix-rds${end}`]);
    expect(of("aws_elasticache_replication_group")).toEqual([`streamflix-cache${end}`]);
    expect(blocksOf(stack, "aws_db_instance")[0]?.block.skip_final_snapshot).toBe(false);
  });

  test("runs over three zones, with a way out in each", () => {
    expect(blocksOf(stack, "aws_nat_gateway")).toHaveLength(3);
    expect(blocksOf(stack, "aws_efs_mount_target")).toHaveLength(3);
  });
});

test.each(SITES)("a protected environment takes no single cache node in the %s site", (site) => {
  const nodes = { nodes: { [site]: 1 } };
  expect(() => buildSystem(protectedStreamflix({ cache: nodes }))).toThrow(
    `a protected environment needs Multi-AZ: raise cache.nodes.${site} from 1 to 2`,
  );
});
