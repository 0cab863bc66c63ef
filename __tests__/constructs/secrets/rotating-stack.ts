import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Network } from "../../../src/constructs/network/network";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import {
  RotationFunction,
  type RotationFunctionProps,
} from "../../../src/constructs/secrets/rotation-function";
import type { RegionalStack } from "../../../src/stacks/regional-stack";

export const DATA_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
export const REPLICA_KEY = "arn:aws:kms:us-east-2:111122223333:key/data";
export const OPERATIONS_KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";

/** A network, a database's security group, the secrets of an administrator and of a service, and what rotates them. */
export function rotatingStack(stack: RegionalStack, given: Partial<RotationFunctionProps> = {}) {
  const network = new Network(stack, "network", {
    cidr: "10.30.0.0/16",
    settings: { zones: ["a", "b"], natGateways: "single", flowLogRetentionDays: 30 },
    logsKeyArn: OPERATIONS_KEY,
  });
  const database = new SecurityGroup(stack, "database", { vpcId: network.vpcId });
  const common = {
    description: "A user of the database",
    keyArn: DATA_KEY,
    replica: { region: "us-east-2", keyArn: REPLICA_KEY },
  };
  const administrator = new GeneratedSecret(stack, "administrator", {
    ...common,
    purpose: "database-administrator",
    username: "standbyadmin",
  });
  const service = new GeneratedSecret(stack, "service", {
    ...common,
    purpose: "database-service",
    username: "payments",
    administrator,
  });
  const props: RotationFunctionProps = {
    network,
    database: {
      host: "writer.example.com",
      port: 5432,
      name: "payments",
      securityGroupId: database.id,
      groupRole: "payments_service",
    },
    roleTable: { name: "payments-role-dr-dev", keyArn: REPLICA_KEY },
    secrets: [administrator, service],
    secretsKeyArn: DATA_KEY,
    keyArn: OPERATIONS_KEY,
    logRetentionInDays: 365,
    ...given,
  };
  return {
    network,
    database,
    administrator,
    service,
    rotation: new RotationFunction(stack, "rotation", props),
  };
}
