import type { Site } from "../../../src/config/site";
import { addressedBlocks, type Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { REGIONS, smallSites } from "../sites";
import { waysOf } from "../traffic";

type System = keyof typeof REGIONS;

interface Traffic {
  /** From one group to another: what the one lets out, the other lets in. */
  readonly between: readonly string[];
  /** The same, where the secrets are rotated: in the primary site only. */
  readonly rotation: readonly string[];
  /** What groups let in from addresses. */
  readonly fromAddresses: readonly string[];
  /** What AWS's services are asked by. */
  readonly asking: readonly string[];
}

const FROM_ANYWHERE = ["anywhere -> ingress:443", "anywhere -> ingress:80"];
const ROTATION = ["rotate-secret -> database:5432"];
const DATA = ["ingress -> service:8443", "service -> database:5432"];
const FILES = "service -> file-system:2049";

/** Each way that is open: one port each. */
const TRAFFIC: Readonly<Record<System, Traffic>> = {
  payments: { between: DATA, rotation: ROTATION, fromAddresses: FROM_ANYWHERE, asking: ["service"] },
  streamflix: {
    between: [...DATA, FILES, "service -> cache:6379"],
    rotation: ROTATION,
    fromAddresses: FROM_ANYWHERE,
    asking: ["service"],
  },
  globalstream: {
    between: [...DATA, FILES, "service -> redis:6379", "api-link -> ingress:443"],
    rotation: ROTATION,
    fromAddresses: ["vpc -> endpoints:443"],
    asking: ["service"],
  },
  mediadb: {
    between: [
      ...DATA,
      FILES,
      "service -> cache:6379",
      "api-link -> ingress:443",
      "delete-expired -> database:5432",
      "validate-restore -> database:5432",
    ],
    rotation: ROTATION,
    fromAddresses: ["vpc -> endpoints:443"],
    asking: ["service", "delete-expired", "validate-restore"],
  },
};

function expectedWays(system: System, site: Site) {
  const { between, rotation, fromAddresses, asking } = TRAFFIC[system];
  const groups = site === "primary" ? [...between, ...rotation] : between;
  const clients = site === "primary" ? [...asking, "rotate-secret"] : asking;
  return {
    in: [...groups, ...fromAddresses].sort(),
    out: [...groups, ...clients.map((client) => `${client} -> anywhere:443`)].sort(),
  };
}

describe.each(smallSites(...(Object.keys(TRAFFIC) as System[])))(
  "the traffic of the $site site of $system",
  ({ system, site, stack }) => {
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);
    const isPublic = TRAFFIC[system].fromAddresses === FROM_ANYWHERE;

    test("goes from callers to the load balancer, the service, and from there to its data: one port each", () => {
      expect(waysOf(stack)).toEqual(expectedWays(system, site));
    });

    test("is TCP", () => {
      const protocols = of("aws_vpc_security_group_ingress_rule").map(({ ip_protocol }) => ip_protocol);
      expect(new Set(protocols)).toEqual(new Set(["tcp"]));
    });

    test("comes in from the internet at the load balancer only, or nowhere where an API is the only way", () => {
      const sources = of("aws_vpc_security_group_ingress_rule")
        .flatMap(({ cidr_ipv4, cidr_ipv6, prefix_list_id }) => [cidr_ipv4, cidr_ipv6, prefix_list_id])
        .filter(Boolean);
      const inside = argumentsOf(stack, "aws_vpc").cidr_block;
      expect(sources).toEqual(isPublic ? ["0.0.0.0/0", "0.0.0.0/0"] : [inside]);
      expect(argumentsOf(stack, "aws_lb").internal).toBe(!isPublic);
    });

    test("is sent on to TLS where a caller comes without, and not taken where only the API calls", () => {
      const redirect = { protocol: "HTTPS", port: "443", status_code: "HTTP_301" };
      const plain = of("aws_lb_listener").filter(({ protocol }) => protocol !== "HTTPS");
      const onTo = { port: 80, protocol: "HTTP", default_action: [{ type: "redirect", redirect }] };
      expect(plain.map(({ port, protocol, default_action }) => ({ port, protocol, default_action }))).toEqual(
        isPublic ? [onTo] : [],
      );
      expect(of("aws_lb_listener")).toHaveLength(isPublic ? 2 : 1);
    });

    test("is opened by nothing but those rules", () => {
      const inline = addressedBlocks(stack).filter(
        ({ type, block }) =>
          type === "aws_security_group_rule" ||
          (type.endsWith("security_group") && ("ingress" in block || "egress" in block)),
      );
      expect(inline).toEqual([]);
    });

    test("meets the firewall where callers come in", () => {
      const front = blockOf(stack, isPublic ? "aws_lb" : "aws_api_gateway_stage");
      expect(argumentsOf(stack, "aws_wafv2_web_acl_association")).toEqual({
        resource_arn: reference(front, "arn"),
        web_acl_arn: reference(blockOf(stack, "aws_wafv2_web_acl"), "arn"),
      });
    });

    test("reaches no data from outside: nothing that holds data or serves has a public address", () => {
      const databases = [...of("aws_db_instance"), ...of("aws_rds_cluster_instance")];
      expect(databases.length).toBeGreaterThan(0);
      expect(databases.filter(({ publicly_accessible }) => publicly_accessible !== false)).toEqual([]);
      expect(of("aws_ecs_service").map(({ network_configuration }) => network_configuration)).toEqual([
        expect.objectContaining({ assign_public_ip: false }),
      ]);
      const subnets: Block[] = of("aws_subnet");
      expect(subnets.filter(({ map_public_ip_on_launch }) => map_public_ip_on_launch !== false)).toEqual([]);
    });
  },
);
