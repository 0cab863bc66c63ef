import { SITES } from "../../src/config/site";
import { addressedBlocks } from "../../src/terraform/configuration";
import { buildSystem, destroyableEnvironment } from "../support/synthesis";
import { waysOf } from "./traffic";

const { configuration } = buildSystem(destroyableEnvironment());

const SERVING = [
  "anywhere -> ingress:443",
  "anywhere -> ingress:80",
  "ingress -> service:8443",
  "service -> database:5432",
];

test("callers reach the load balancer, it the service, and the service the database: one port each", () => {
  expect(waysOf(configuration.dr).in).toEqual(SERVING);
});

test("in the primary site the rotation reaches the database as well, and nothing else does", () => {
  expect(waysOf(configuration.primary).in).toEqual([...SERVING, "rotate-secret -> database:5432"].sort());
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
