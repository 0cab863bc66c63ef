import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";

/** The bucket that a pipeline's stages hand each other files through. */
export interface ArtifactStore {
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly region: string;
}

/**
 * What reads and writes artifacts. S3 alone uses the key, in its name.
 *
 * Source: CodePipeline User Guide, "Manage the CodePipeline service role", read 2026-11.
 */
export function artifactStatements({ bucketArn, keyArn, region }: ArtifactStore): PolicyStatement[] {
  return [
    {
      sid: "FindArtifacts",
      actions: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"],
      resources: [bucketArn],
    },
    {
      sid: "UseArtifacts",
      // PutObjectAcl is part of the least that CodePipeline asks for. It opens nothing: the bucket has no access lists.
      actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl"],
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
