import { SITES } from "../../src/config/site";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { buildSystem, destroyableEnvironment } from "../support/synthesis";

const { configuration } = buildSystem(destroyableEnvironment());

/** Each way in as `<from> -> <to>:<port>`, with security groups by the thing that their names say. */
function waysIn(stack: TerraformConfiguration): string[] {
  const blocks = addressedBlocks(stack);
  const nameOf = (reference: unknown) => {
    const group = blocks.find(({ address }) => reference === `\${${address}.id}`);
    return String(group?.block.name ?? reference).replace(/^payments-(.+?)(-dr)?-dev$/, "$1");
  };
  return blocks
    .filter(({ type }) => type === "aws_vpc_security_group_ingress_rule")
    .map(({ block }) => {
      expect(block.from_port).toBe(block.to_port);
      const from = block.referenced_security_group_id
        ? nameOf(block.referenced_security_group_id)
        : "anywhere";
      return `${from} -> ${nameOf(block.security_group_id)}:${String(block.from_port)}`;
    })
    .sort();
}

const SERVING = [
  "anywhere -> ingress:443",
  "anywhere -> ingress:80",
  "ingress -> service:8443",
  "service -> database:5432",
];

test("callers reach the load balancer, it the service, and the service the database: one port each", () => {
  expect(waysIn(configuration.dr)).toEqual(SERVING);
});

test("in the primary site the rotation reaches the database as well, and nothing else does", () => {
  expect(waysIn(configuration.primary)).toEqual([...SERVING, "rotate-secret -> database:5432"].sort());
});

test.each(SITES)("in the %s site nothing that holds data or serves has a public address", (site) => {
  const blocks = addressedBlocks(configuration[site]);
  const of = (type: string) => blocks.filter((found) => found.type === type).map(({ block }) => block);
  expect(of("aws_rds_cluster_instance").map((block) => block.publicly_accessible)).not.toContain(true);
  expect(of("aws_ecs_service").map((block) => block.network_configuration)).toEqual([
    expect.objectContaining({ assign_public_ip: false }),
  ]);
  expect(of("aws_subnet").map((block) => block.map_public_ip_on_launch)).not.toContain(true);
});
