import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import {
  VpcSecurityGroupIngressRule,
  type VpcSecurityGroupIngressRuleConfig,
} from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { breachesAfter, type Mistake } from "./mistake";

const NFS = "NFS (2049) must be let in from a security group, not from addresses";
const VPC = "10.10.0.0/16";
const PORTS = { fromPort: 2049, toPort: 2049 };
const TARGET = { fileSystemId: "fs-1", subnetId: "subnet-1" };
const SERVICE = { name: "payments-media-dev", lifecycle: { ignoreChanges: ["desired_count"] } };

function addRule(stack: RegionalStack, given: Partial<VpcSecurityGroupIngressRuleConfig>): void {
  new VpcSecurityGroupIngressRule(stack, "it", { securityGroupId: "sg-1", ipProtocol: "tcp", ...given });
}

function addGroup(stack: RegionalStack, ingress: Record<string, unknown>): void {
  const name = stack.physicalName("files", "securityGroup");
  new SecurityGroup(stack, "it", { name, ingress: [{ protocol: "tcp", ...PORTS, ...ingress }] });
}

const mistakes: Mistake[] = [
  {
    what: "a mount target in the VPC's default group",
    make: ({ primary }) => void new EfsMountTarget(primary, "it", TARGET),
    breaches: [
      "aws_efs_mount_target.it: security_groups must name a security group, or AWS takes the VPC's default one",
    ],
  },
  {
    what: "a mount target with an empty list of groups",
    make: ({ primary }) => void new EfsMountTarget(primary, "it", { ...TARGET, securityGroups: [] }),
    breaches: [
      "aws_efs_mount_target.it: security_groups must name a security group, or AWS takes the VPC's default one",
    ],
  },
  ...[
    { what: "a service without a network", given: {} },
    { what: "a service without groups", given: { networkConfiguration: { subnets: ["subnet-1"] } } },
    {
      what: "a service with an empty list of groups",
      given: { networkConfiguration: { subnets: ["subnet-1"], securityGroups: [] } },
    },
  ].map(({ what, given }): Mistake => ({
    what,
    make: ({ primary }) => void new EcsService(primary, "it", { ...SERVICE, ...given }),
    breaches: [
      "aws_ecs_service.it: network_configuration.security_groups must name a security group, or AWS takes the VPC's default one",
    ],
  })),
  {
    what: "NFS from the whole VPC",
    make: ({ primary }) => addRule(primary, { ...PORTS, cidrIpv4: VPC }),
    breaches: [`aws_vpc_security_group_ingress_rule.it: ${NFS}`],
  },
  {
    what: "NFS from addresses of version 6",
    make: ({ primary }) => addRule(primary, { ...PORTS, cidrIpv6: "::/0" }),
    breaches: [`aws_vpc_security_group_ingress_rule.it: ${NFS}`],
  },
  {
    what: "NFS among other ports",
    make: ({ primary }) => addRule(primary, { fromPort: 0, toPort: 65_535, cidrIpv4: VPC }),
    breaches: [`aws_vpc_security_group_ingress_rule.it: ${NFS}`],
  },
  {
    what: "NFS among all protocols",
    make: ({ primary }) => addRule(primary, { ipProtocol: "-1", cidrIpv4: VPC }),
    breaches: [`aws_vpc_security_group_ingress_rule.it: ${NFS}`],
  },
  {
    what: "NFS from addresses in the older form of a rule",
    make: ({ primary }) =>
      void new SecurityGroupRule(primary, "it", {
        type: "ingress",
        securityGroupId: "sg-1",
        protocol: "tcp",
        ...PORTS,
        cidrBlocks: [VPC],
      }),
    breaches: [`aws_security_group_rule.it: ${NFS}`],
  },
  {
    what: "NFS from addresses within a group",
    make: ({ primary }) => addGroup(primary, { cidrBlocks: [VPC] }),
    breaches: [`aws_security_group.it: ${NFS}`],
  },
  {
    what: "NFS from addresses within the default group",
    make: ({ primary }) =>
      void new DefaultSecurityGroup(primary, "it", {
        vpcId: "vpc-1",
        ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }],
      }),
    breaches: [`aws_default_security_group.it: ${NFS}`],
  },
];

describe("the security-groups rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches.map((breach) => `security-groups: ${breach}`));
  });

  test.each<{ what: string; add: (stack: RegionalStack) => void }>([
    {
      what: "NFS from a group",
      add: (stack) => addRule(stack, { ...PORTS, referencedSecurityGroupId: "sg-2" }),
    },
    {
      what: "HTTPS from addresses",
      add: (stack) => addRule(stack, { fromPort: 443, toPort: 443, cidrIpv4: VPC }),
    },
    {
      what: "NFS from a group within a group",
      add: (stack) => addGroup(stack, { securityGroups: ["sg-2"] }),
    },
    {
      what: "a way out to addresses",
      add: (stack) =>
        void new SecurityGroupRule(stack, "it", {
          type: "egress",
          securityGroupId: "sg-1",
          protocol: "-1",
          fromPort: 0,
          toPort: 0,
          cidrBlocks: ["0.0.0.0/0"],
        }),
    },
    {
      what: "a mount target and a service with a group each",
      add: (stack) => {
        new EfsMountTarget(stack, "it", { ...TARGET, securityGroups: ["sg-1"] });
        const networkConfiguration = { subnets: ["subnet-1"], securityGroups: ["sg-2"] };
        new EcsService(stack, "service", { ...SERVICE, networkConfiguration });
      },
    },
  ])("lets $what pass", ({ add }) => {
    expect(breachesAfter({ what: "", make: ({ primary }) => add(primary) })).toEqual([]);
  });
});
