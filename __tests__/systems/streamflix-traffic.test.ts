import { SITES } from "../../src/config/site";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { blocksOf, buildSystem } from "../support/synthesis";
import { smallStreamflix } from "./environments";
import { waysOf } from "./traffic";

const { configuration } = buildSystem(smallStreamflix());

/** From one group to another: what the one lets out, the other lets in. */
const BETWEEN = [
  "ingress -> service:8443",
  "service -> cache:6379",
  "service -> database:5432",
  "service -> file-system:2049",
];
const FROM_ANYWHERE = ["anywhere -> ingress:443", "anywhere -> ingress:80"];
const ROTATION = "rotate-secret -> database:5432";

const ways = {
  dr: {
    in: [...FROM_ANYWHERE, ...BETWEEN].sort(),
    out: [...BETWEEN, "service -> anywhere:443"].sort(),
  },
  primary: {
    in: [...FROM_ANYWHERE, ...BETWEEN, ROTATION].sort(),
    out: [...BETWEEN, ROTATION, "rotate-secret -> anywhere:443", "service -> anywhere:443"].sort(),
  },
};

/** The security groups of a stack by the thing that their names say. */
function groupsOf(stack: TerraformConfiguration): string[] {
  return blocksOf(stack, "aws_security_group")
    .map(({ block }) => String(block.name).replace(/^streamflix-(.+?)(-dr)?-dev$/, "$1"))
    .sort();
}

describe.each(SITES)("the traffic of the %s site", (site) => {
  const stack = configuration[site];

  test("goes from callers to the load balancer, the service, and from there to its data: one port each", () => {
    expect(waysOf(stack)).toEqual(ways[site]);
  });

  test("has five security groups of what serves; the rotation has one where it runs", () => {
    const rotation = site === "primary" ? ["rotate-secret"] : [];
    expect(groupsOf(stack)).toEqual(["cache", "database", "file-system", "ingress", ...rotation, "service"]);
  });

  test("is TCP, and open to the internet at the load balancer only", () => {
    const rules = blocksOf(stack, "aws_vpc_security_group_ingress_rule").map(({ block }) => block);
    expect(rules.map(({ ip_protocol }) => ip_protocol)).toEqual(rules.map(() => "tcp"));
    expect(
      rules.filter(({ cidr_ipv4, cidr_ipv6 }) => cidr_ipv4 ?? cidr_ipv6).map(({ to_port }) => to_port),
    ).toEqual([80, 443]);
  });

  test("is opened by nothing but those rules", () => {
    const inline = addressedBlocks(stack).filter(
      ({ type, block }) =>
        type === "aws_security_group_rule" ||
        (type.endsWith("security_group") && ("ingress" in block || "egress" in block)),
    );
    expect(inline).toEqual([]);
  });

  test("reaches no data from outside: nothing that holds data or serves has a public address", () => {
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);
    expect(of("aws_db_instance").map(({ publicly_accessible }) => publicly_accessible)).toEqual([false]);
    expect(of("aws_ecs_service").map(({ network_configuration }) => network_configuration)).toEqual([
      expect.objectContaining({ assign_public_ip: false }),
    ]);
    expect(of("aws_subnet").map(({ map_public_ip_on_launch }) => map_public_ip_on_launch)).not.toContain(
      true,
    );
  });
});
