import type { FactsTable } from "./model";
import { VPC, SECURITY_GROUP } from "./references";

/** Security groups and their rules. */
export const SECURITY_GROUPS: FactsTable = {
  aws_security_group: {
    filled: "vpc_id",
    replaces: "description name name_prefix vpc_id",
    defaults: { description: "Managed by Terraform", revoke_rules_on_delete: false },
    patterns: { name: [/^(?!sg-)/, "can't start with sg-"] },
    lengths: { name: [1, 255], description: [0, 255] },
    references: {
      vpc_id: VPC,
      "ingress.security_groups": SECURITY_GROUP,
      "egress.security_groups": SECURITY_GROUP,
    },
    answers: {
      id: "sg-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
      owner_id: "{account}",
      ingress: [],
      egress: [],
    },
  },
  aws_vpc_security_group_ingress_rule: {
    exactlyOne: ["cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id"],
    replaces: "security_group_id",
    formats: { cidr: "cidr_ipv4 cidr_ipv6" },
    ranges: { from_port: [-1, 65535], to_port: [-1, 65535] },
    references: { security_group_id: SECURITY_GROUP, referenced_security_group_id: SECURITY_GROUP },
    answers: {
      id: "sgr-{hex17}",
      security_group_rule_id: "{id}",
      arn: "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}",
    },
  },
  aws_vpc_security_group_egress_rule: {
    exactlyOne: ["cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id"],
    replaces: "security_group_id",
    formats: { cidr: "cidr_ipv4 cidr_ipv6" },
    ranges: { from_port: [-1, 65535], to_port: [-1, 65535] },
    references: { security_group_id: SECURITY_GROUP, referenced_security_group_id: SECURITY_GROUP },
    answers: {
      id: "sgr-{hex17}",
      security_group_rule_id: "{id}",
      arn: "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}",
    },
  },
  aws_default_security_group: {
    filled: "vpc_id",
    replaces: "vpc_id",
    defaults: { revoke_rules_on_delete: false },
    references: { vpc_id: VPC },
    answers: {
      id: "sg-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
      owner_id: "{account}",
      name: "default",
      description: "default VPC security group",
      ingress: [],
      egress: [],
    },
  },
};
