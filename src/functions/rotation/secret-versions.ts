import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { RotationError } from "./errors";

/** Labels that Secrets Manager gives to versions. */
export type Stage = "AWSCURRENT" | "AWSPENDING" | "AWSPREVIOUS";

/** The versions of one secret. */
export class SecretVersions<Content extends object> {
  /**
   * @param parse reads the text of a secret; its error must not repeat the text.
   */
  constructor(
    protected readonly client: SecretsManagerClient,
    private readonly secretId: string,
    private readonly parse: (text: string) => Content,
  ) {}

  /** The labels of each version. */
  async stages(): Promise<Readonly<Record<string, readonly string[]>>> {
    const command = new DescribeSecretCommand({ SecretId: this.secretId });
    return (await this.client.send(command)).VersionIdsToStages ?? {};
  }

  /** The content of the version with a label. */
  async at(stage: Stage): Promise<Content | undefined> {
    return this.read({ VersionStage: stage });
  }

  /** The content of one version. A version that a rotation has begun is there before it has a content. */
  async version(id: string): Promise<Content | undefined> {
    return this.read({ VersionId: id });
  }

  /** The content that everybody uses. */
  async current(): Promise<Content> {
    const content = await this.at("AWSCURRENT");
    if (!content) throw new RotationError("the secret has no value yet");
    return content;
  }

  async putPending(id: string, content: Content): Promise<void> {
    await this.client.send(
      new PutSecretValueCommand({
        SecretId: this.secretId,
        ClientRequestToken: id,
        SecretString: JSON.stringify(content),
        VersionStages: ["AWSPENDING"],
      }),
    );
  }

  /**
   * Makes a version the one that everybody uses. Secrets Manager labels the one before it AWSPREVIOUS. AWSPENDING stays:
   * taking it away would say that the rotation failed.
   */
  async promote(id: string): Promise<void> {
    const stages = await this.stages();
    const current = Object.keys(stages).find((version) => stages[version]?.includes("AWSCURRENT"));
    await this.client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: this.secretId,
        VersionStage: "AWSCURRENT",
        MoveToVersionId: id,
        RemoveFromVersionId: current,
      }),
    );
  }

  private async read(which: { VersionStage: Stage } | { VersionId: string }) {
    try {
      const command = new GetSecretValueCommand({ SecretId: this.secretId, ...which });
      const { SecretString: text } = await this.client.send(command);
      return text === undefined ? undefined : this.parse(text);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}
