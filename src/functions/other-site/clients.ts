import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ECSClient } from "@aws-sdk/client-ecs";
import { RDSClient } from "@aws-sdk/client-rds";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Two attempts of a call that nobody answers take 8 s at most: a region that is lost must be given up in time. */
const OPTIONS = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

/** RDS asks the other region before it answers. What is given up may have been done: whoever has called looks. */
const OWN_RDS_OPTIONS = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 12_000, throwOnRequestTimeout: true },
};

/** The AWS clients of the function, by where they call. */
export type Clients = ReturnType<typeof makeClients>;

/** @param roleRegion where the role record lies. */
export function makeClients(otherRegion: string, roleRegion: string) {
  const other = { ...OPTIONS, region: otherRegion };
  const role = { ...OPTIONS, region: roleRegion };
  return {
    other: {
      autoScaling: new ApplicationAutoScalingClient(other),
      ecs: new ECSClient(other),
      rds: new RDSClient(other),
      sfn: new SFNClient(other),
    },
    role: {
      documents: DynamoDBDocumentClient.from(new DynamoDBClient(role)),
      cloudWatch: new CloudWatchClient(role),
      ssm: new SSMClient(role),
    },
    /** The tables of the function's own region. */
    own: DynamoDBDocumentClient.from(new DynamoDBClient(OPTIONS)),
    /** RDS of the function's own region. */
    ownRds: new RDSClient(OWN_RDS_OPTIONS),
  };
}
