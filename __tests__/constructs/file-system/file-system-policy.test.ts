import { FileSystemPolicy } from "../../../src/constructs/file-system/file-system-policy";
import { argumentsOf, synthesizeStack } from "../../support/stack";
import { statementsOf } from "../service/synthesize-service";
import { ACCESS_POINT_ARN, FILE_SYSTEM_ARN, FILE_SYSTEM_ID } from "./synthesize-file-system";

const ROLE = "arn:aws:iam::111122223333:role/payments-service-task-dev";

test("a file system is open to the named roles with TLS, through the access point alone", () => {
  const configuration = synthesizeStack((stack) => {
    new FileSystemPolicy(stack, "policy", {
      fileSystemId: FILE_SYSTEM_ID,
      accessPointArn: ACCESS_POINT_ARN,
      clientRoleArns: [ROLE],
    });
  });
  const { file_system_id, policy } = argumentsOf(configuration, "aws_efs_file_system_policy");
  const client = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
  const denied = {
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: [...client, "elasticfilesystem:ClientRootAccess"],
    Resource: [FILE_SYSTEM_ARN],
  };
  expect(file_system_id).toBe(FILE_SYSTEM_ID);
  expect(statementsOf(policy)).toEqual({
    AllowClients: {
      Effect: "Allow",
      Principal: { AWS: [ROLE] },
      Action: client,
      Resource: [FILE_SYSTEM_ARN],
      Condition: {
        StringEquals: { "elasticfilesystem:AccessPointArn": [ACCESS_POINT_ARN] },
        Bool: { "elasticfilesystem:AccessedViaMountTarget": ["true"] },
      },
    },
    DenyWithoutTls: { ...denied, Condition: { Bool: { "aws:SecureTransport": ["false"] } } },
    DenyPastAccessPoint: {
      ...denied,
      Condition: { StringNotEquals: { "elasticfilesystem:AccessPointArn": [ACCESS_POINT_ARN] } },
    },
  });
});
