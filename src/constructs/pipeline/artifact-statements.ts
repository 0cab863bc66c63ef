import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";

/** The bucket that a pipeline's stages hand each other files through. */
export interface ArtifactStore {
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly region: string;
}

/** What reads and writes artifacts. S3 alone uses the key, in its name. */
export function artifactStatements({ bucketArn, keyArn, region }: ArtifactStore): PolicyStatement[] {
  return [
    {
      sid: "UseArtifacts",
      actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
      resources: [`${bucketArn}/*`],
    },
    {
      sid: "UseArtifactKey",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [keyArn],
      conditions: [viaServices(`s3.${region}`)],
    },
  ];
}
