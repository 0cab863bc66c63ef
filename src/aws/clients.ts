import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { EFSClient } from "@aws-sdk/client-efs";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RDSClient } from "@aws-sdk/client-rds";
import { Route53Client } from "@aws-sdk/client-route-53";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { DeploymentRole } from "../config/deployment-role";
import { assumedRole, type SessionCredentials } from "./assumed-role";
import { RegionalSts } from "./regional-sts";

/** How patient the clients of a region are. */
export interface PatienceOptions {
  /**
   * Milliseconds that one attempt of a request may take, until its whole answer is there.
   *
   * @default 5000
   */
  readonly requestTimeoutMs?: number;
  /**
   * How often a request is tried.
   *
   * @default 2
   */
  readonly maxAttempts?: number;
}

/** Milliseconds to connect. A region that is lost often does not answer at all. */
const CONNECTION_TIMEOUT_MS = 2_000;

/** What every client is made from. */
interface ClientConfiguration {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: object;
  readonly credentials?: () => Promise<SessionCredentials>;
}

interface Destroyable {
  destroy(): void;
}

type ClientClass<T> = new (configuration: ClientConfiguration) => T;

/**
 * The AWS clients of one region, each made when it is first asked for. Credentials and endpoints come from where the SDK
 * finds them: `AWS_PROFILE`, `AWS_ENDPOINT_URL` and their like. With a role, these credentials take it first.
 */
export class RegionalClients {
  private readonly made = new Map<ClientClass<Destroyable>, Destroyable>();
  private readonly configuration: ClientConfiguration;

  constructor(
    readonly region: string,
    { requestTimeoutMs = 5_000, maxAttempts = 2 }: PatienceOptions = {},
    role?: DeploymentRole,
  ) {
    const configuration: ClientConfiguration = {
      region,
      maxAttempts,
      requestHandler: {
        connectionTimeout: Math.min(CONNECTION_TIMEOUT_MS, requestTimeoutMs),
        requestTimeout: requestTimeoutMs,
        // Without it the SDK only warns, and waits on.
        throwOnRequestTimeout: true,
      },
    };
    this.configuration = {
      ...configuration,
      // Taken in the region itself, so that neither region needs the other one.
      ...(role && { credentials: assumedRole(role, configuration) }),
    };
  }

  get autoScaling(): ApplicationAutoScalingClient {
    return this.client(ApplicationAutoScalingClient);
  }

  get cloudWatch(): CloudWatchClient {
    return this.client(CloudWatchClient);
  }

  /** Takes and gives items as plain objects. */
  get documents(): DynamoDBDocumentClient {
    return DynamoDBDocumentClient.from(this.client(DynamoDBClient));
  }

  get ecr(): ECRClient {
    return this.client(ECRClient);
  }

  get ecs(): ECSClient {
    return this.client(ECSClient);
  }

  get efs(): EFSClient {
    return this.client(EFSClient);
  }

  get elastiCache(): ElastiCacheClient {
    return this.client(ElastiCacheClient);
  }

  get lambda(): LambdaClient {
    return this.client(LambdaClient);
  }

  get loadBalancing(): ElasticLoadBalancingV2Client {
    return this.client(ElasticLoadBalancingV2Client);
  }

  get quotas(): ServiceQuotasClient {
    return this.client(ServiceQuotasClient);
  }

  get rds(): RDSClient {
    return this.client(RDSClient);
  }

  /** Has one endpoint for all regions, whose control plane is in us-east-1. */
  get route53(): Route53Client {
    return this.client(Route53Client);
  }

  get sfn(): SFNClient {
    return this.client(SFNClient);
  }

  get sns(): SNSClient {
    return this.client(SNSClient);
  }

  get ssm(): SSMClient {
    return this.client(SSMClient);
  }

  get sts(): STSClient {
    return this.client(RegionalSts);
  }

  /** Closes the connections. */
  destroy(): void {
    for (const client of this.made.values()) client.destroy();
    this.made.clear();
  }

  private client<T extends Destroyable>(Client: ClientClass<T>): T {
    const known = this.made.get(Client) as T | undefined;
    if (known) return known;
    const client = new Client(this.configuration);
    this.made.set(Client, client);
    return client;
  }
}
