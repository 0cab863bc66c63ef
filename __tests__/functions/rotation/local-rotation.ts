import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import type { SecretsManagerRotationEvent } from "aws-lambda";
import { randomUUID } from "node:crypto";
import { STEPS, type Step } from "../../../src/functions/rotation/rotation";

/** What every rotation function is told of its site: the primary one, with the DR site in us-east-2. */
export interface RotatingSystem {
  readonly system: string;
  readonly roleTable: string;
}

/** What Secrets Manager does in a rotation, and who serves, in an account of the local AWS. */
export class LocalRotation<Content extends object> {
  readonly secrets = new SecretsManagerClient({ region: "us-east-1" });

  /**
   * @param handler the function that rotates.
   */
  constructor(
    private readonly handler: (event: SecretsManagerRotationEvent) => Promise<void>,
    private readonly of: RotatingSystem,
  ) {}

  /** Makes the role record, and tells the function of it. The primary site serves. */
  async open(): Promise<void> {
    Object.assign(process.env, {
      AWS_REGION: "us-east-1",
      ROLE_TABLE: this.of.roleTable,
      ROLE_REGION: "us-east-2",
      SYSTEM: this.of.system,
      SITE: "primary",
    });
    await this.dynamo().send(
      new CreateTableCommand({
        TableName: this.of.roleTable,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "system", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "system", KeyType: "HASH" }],
      }),
    );
    await this.writeRoles("primary", "primary");
  }

  /** Writes who serves, as a failover does. */
  async writeRoles(active: string, traffic: string): Promise<void> {
    const Item = {
      system: { S: this.of.system },
      active_site: { S: active },
      traffic_site: { S: traffic },
      epoch: { N: "2" },
    };
    await this.dynamo().send(new PutItemCommand({ TableName: this.of.roleTable, Item }));
  }

  /** Makes a secret as Terraform does. Answers its ARN. */
  async makeSecret(name: string, content: object | string): Promise<string> {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    const { ARN: arn } = await this.secrets.send(new CreateSecretCommand({ Name: name, SecretString: text }));
    return String(arn);
  }

  /** Puts a value as a person would. */
  async put(secret: string, content: object, stages?: string[]): Promise<void> {
    const given = { SecretString: JSON.stringify(content), VersionStages: stages };
    await this.secrets.send(new PutSecretValueCommand({ SecretId: secret, ...given }));
  }

  async content(secret: string, stage = "AWSCURRENT"): Promise<Content> {
    const command = new GetSecretValueCommand({ SecretId: secret, VersionStage: stage });
    return JSON.parse((await this.secrets.send(command)).SecretString ?? "") as Content;
  }

  async stages(secret: string): Promise<Record<string, string[]>> {
    return (
      (await this.secrets.send(new DescribeSecretCommand({ SecretId: secret }))).VersionIdsToStages ?? {}
    );
  }

  /**
   * Begins a rotation as Secrets Manager does: a new version gets the label AWSPENDING, and has no value yet. The local
   * one's RotateSecret calls nobody and makes the old value the current one again.
   */
  async begin(secret: string): Promise<string> {
    const version = randomUUID();
    const stages = await this.stages(secret);
    const SecretId = secret;
    const VersionStage = "AWSPENDING";
    for (const RemoveFromVersionId of Object.keys(stages).filter((id) =>
      stages[id]?.includes(VersionStage),
    )) {
      const given = { SecretId, VersionStage, RemoveFromVersionId };
      await this.secrets.send(new UpdateSecretVersionStageCommand(given));
    }
    const given = { SecretId, ClientRequestToken: version, VersionStages: [VersionStage] };
    await this.secrets.send(new PutSecretValueCommand(given));
    return version;
  }

  /** Calls the function as Secrets Manager does. */
  async step(secret: string, version: string, step: Step): Promise<void> {
    await this.handler({ SecretId: secret, ClientRequestToken: version, Step: step });
  }

  /** A whole rotation. */
  async rotate(secret: string): Promise<void> {
    const version = await this.begin(secret);
    for (const step of STEPS) await this.step(secret, version, step);
  }

  private dynamo(): DynamoDBClient {
    return new DynamoDBClient({ region: "us-east-2" });
  }
}
