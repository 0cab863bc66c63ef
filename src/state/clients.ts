import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { assumedRole } from "../aws/assumed-role";
import type { DeploymentRole } from "../config/deployment-role";
import type { PerSite } from "../config/site";
import { Refusal } from "./errors";

/** The AWS clients of one site, all of that site's region. */
export interface SiteClients {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly kms: KMSClient;
  readonly sts: STSClient;
}

/** The AWS clients of a bootstrap. */
export interface BackendClients {
  readonly sites: PerSite<SiteClients>;
  /** IAM has one endpoint for all regions. */
  readonly iam: IAMClient;
}

/** Time to connect, in milliseconds. A region that is down often does not answer at all. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** Time to the end of an answer, in milliseconds: far above what these small calls take. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Region that signs calls of IAM. Source: AWS General Reference, IAM endpoints. */
const IAM_REGION = "us-east-1";

/**
 * Makes the clients with the SDK's own credentials, retries and endpoint variables. With an endpoint of its own
 * (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`) S3 is addressed by path, as there is no name for each bucket there.
 *
 * @param role is taken first, with the credentials that the SDK finds.
 */
export function awsClients(
  regions: PerSite<string>,
  variables: Readonly<Record<string, string | undefined>> = process.env,
  role?: DeploymentRole,
): BackendClients {
  const requestHandler = { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS };
  const forcePathStyle = Boolean(variables.AWS_ENDPOINT_URL_S3 || variables.AWS_ENDPOINT_URL);
  const configured = (region: string) => ({
    region,
    requestHandler,
    ...(role && { credentials: assumedRole(role, { region, requestHandler }) }),
  });
  const site = (region: string): SiteClients => {
    const configuration = configured(region);
    return {
      s3: new S3Client({ ...configuration, forcePathStyle }),
      dynamodb: new DynamoDBClient(configuration),
      kms: new KMSClient(configuration),
      sts: new STSClient(configuration),
    };
  };
  return {
    sites: { primary: site(regions.primary), dr: site(regions.dr) },
    iam: new IAMClient({ ...configured(regions.primary), region: IAM_REGION }),
  };
}

const GUARD = "standbyReadsOnly";

/**
 * Makes the clients refuse every command that does not read, so that a dry run cannot write by mistake.
 *
 * @returns a function that lifts the refusal.
 */
export function readsOnly({ sites, iam }: BackendClients): () => void {
  const clients = [...Object.values(sites.primary), ...Object.values(sites.dr), iam];
  const releases = clients.map((client: S3Client) => {
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) => {
          if (!/^(Describe|Get|Head|List)/.test(commandName)) {
            throw new Refusal(`a dry run must not call ${commandName}`);
          }
          return next(args);
        },
      { step: "initialize", name: GUARD },
    );
    return () => client.middlewareStack.remove(GUARD);
  });
  return () => releases.forEach((release) => release());
}
