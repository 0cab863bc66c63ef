import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { serviceTrust } from "../iam/policy-document";
import type { Network } from "../network/network";

/** Adds a database's security group: it lets nobody in by itself. */
export function addSecurityGroup(scope: Construct, network: Network): SecurityGroup {
  return new SecurityGroup(scope, "security-group", {
    provider: providerOf(scope),
    name: nameFor(scope, "database", "securityGroup"),
    description: "Database: PostgreSQL from the services that are let in one by one",
    vpcId: network.vpcId,
  });
}

/** Adds the group of the subnets that a database may stand in. */
export function addSubnetGroup(scope: Construct, network: Network): DbSubnetGroup {
  return new DbSubnetGroup(scope, "subnet-group", {
    provider: providerOf(scope),
    name: nameFor(scope, "database", "rdsSubnetGroup"),
    description: "The data subnets",
    subnetIds: network.subnetIds("data"),
  });
}

/** Adds the role with which RDS publishes enhanced monitoring. */
export function addMonitoringRole(scope: Construct): IamRole {
  const provider = providerOf(scope);
  const role = new IamRole(scope, "monitoring-role", {
    provider,
    name: nameFor(scope, "database-monitoring", "iamRole"),
    description: "Lets RDS publish enhanced monitoring",
    assumeRolePolicy: serviceTrust(
      "monitoring.rds.amazonaws.com",
      RegionalStack.of(scope).environment.account,
    ),
  });
  new IamRolePolicyAttachment(scope, "monitoring-policy", {
    provider,
    role: role.name,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
  });
  return role;
}
