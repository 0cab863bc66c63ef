import type { FactsTable } from "./model";
import { BUCKET_NAME, KMS_KEY, LOG_GROUP_NAME, ROLE_ARN } from "./references";

/** Builds and pipelines. */
export const PIPELINE: FactsTable = {
  aws_codebuild_project: {
    filled: "description encryption_key",
    replaces: "name",
    defaults: {
      auto_retry_limit: 0,
      badge_enabled: false,
      build_timeout: 60,
      project_visibility: "PRIVATE",
      queued_timeout: 480,
      "artifacts.encryption_disabled": false,
      "artifacts.override_artifact_name": false,
      "cache.type": "NO_CACHE",
      "environment.image_pull_credentials_type": "CODEBUILD",
      "environment.privileged_mode": false,
      "environment.environment_variable.type": "PLAINTEXT",
      "logs_config.cloudwatch_logs.status": "ENABLED",
      "logs_config.s3_logs.encryption_disabled": false,
      "logs_config.s3_logs.status": "DISABLED",
    },
    values: {
      project_visibility: "PRIVATE PUBLIC_READ",
      "artifacts.type": "CODEPIPELINE S3 NO_ARTIFACTS",
      "cache.type": "NO_CACHE S3 LOCAL",
      "environment.compute_type": `
        BUILD_GENERAL1_SMALL BUILD_GENERAL1_MEDIUM BUILD_GENERAL1_LARGE BUILD_GENERAL1_XLARGE BUILD_GENERAL1_2XLARGE
        BUILD_LAMBDA_1GB BUILD_LAMBDA_2GB BUILD_LAMBDA_4GB BUILD_LAMBDA_8GB BUILD_LAMBDA_10GB
        ATTRIBUTE_BASED_COMPUTE CUSTOM_INSTANCE_TYPE
      `,
      "environment.environment_variable.type": "PLAINTEXT PARAMETER_STORE SECRETS_MANAGER",
      "environment.image_pull_credentials_type": "CODEBUILD SERVICE_ROLE",
      "environment.type": `
        LINUX_CONTAINER LINUX_GPU_CONTAINER ARM_CONTAINER WINDOWS_CONTAINER WINDOWS_SERVER_2019_CONTAINER
        WINDOWS_SERVER_2022_CONTAINER LINUX_LAMBDA_CONTAINER ARM_LAMBDA_CONTAINER LINUX_EC2 ARM_EC2 WINDOWS_EC2 MAC_ARM
      `,
      "logs_config.cloudwatch_logs.status": "ENABLED DISABLED",
      "logs_config.s3_logs.status": "ENABLED DISABLED",
      "source.type": `
        CODECOMMIT CODEPIPELINE GITHUB GITLAB GITLAB_SELF_MANAGED S3 BITBUCKET GITHUB_ENTERPRISE NO_SOURCE
      `,
    },
    // CodeBuild API reference, CreateProject; read 2026-11.
    ranges: { build_timeout: [5, 2160], queued_timeout: [5, 480] },
    lengths: { name: [2, 150], description: [0, 255] },
    patterns: {
      name: [
        /^[A-Za-z0-9][\w-]+$/,
        "must start with a letter or digit, and go on with letters, digits, _ and -",
      ],
    },
    formats: { arn: "encryption_key resource_access_role service_role" },
    references: {
      encryption_key: KMS_KEY,
      service_role: ROLE_ARN,
      "logs_config.cloudwatch_logs.group_name": LOG_GROUP_NAME,
    },
    uniqueName: "name",
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:codebuild:{region}:{account}:project/{name}",
      badge_url: "",
      description: "",
      encryption_key: "arn:{partition}:kms:{region}:{account}:alias/aws/s3",
      public_project_alias: "",
    },
  },
  aws_codepipeline: {
    filled: "stage.action.region",
    replaces: "name",
    defaults: { execution_mode: "SUPERSEDED", pipeline_type: "V1", "stage.action.run_order": 1 },
    values: {
      execution_mode: "QUEUED SUPERSEDED PARALLEL",
      pipeline_type: "V1 V2",
      "artifact_store.type": "S3",
      "artifact_store.encryption_key.type": "KMS",
      "stage.action.category": "Source Build Deploy Test Invoke Approval Compute",
      "stage.action.owner": "AWS ThirdParty Custom",
      "trigger.provider_type": "CodeStarSourceConnection",
    },
    lengths: { name: [1, 100], "stage.name": [1, 100], "stage.action.name": [1, 100] },
    patterns: { name: [/^[\w.@-]+$/, "may contain letters, digits and .@_- only"] },
    formats: { arn: "role_arn stage.action.role_arn" },
    references: {
      role_arn: ROLE_ARN,
      "artifact_store.location": BUCKET_NAME,
      "artifact_store.encryption_key.id": KMS_KEY,
    },
    uniqueName: "name",
    answers: {
      id: "{name}",
      arn: "arn:{partition}:codepipeline:{region}:{account}:{name}",
      trigger_all: [],
      "stage.action.region": "",
    },
  },
};
