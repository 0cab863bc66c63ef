import { bucket } from "./parts";

/** Resources of every type that has facts: pipeline. */
export const pipeline = {
  aws_codebuild_project: {
    a: {
      name: "tests",
      service_role: "${aws_iam_role.a.arn}",
      encryption_key: "${aws_kms_key.single.arn}",
      artifacts: { type: "CODEPIPELINE" },
      source: { type: "CODEPIPELINE", buildspec: '{"version":0.2}' },
      environment: {
        type: "LINUX_CONTAINER",
        image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        compute_type: "BUILD_GENERAL1_MEDIUM",
        environment_variable: [{ name: "SYSTEM", value: "payments" }],
      },
      logs_config: { cloudwatch_logs: { group_name: "${aws_cloudwatch_log_group.a.name}" } },
    },
  },
  aws_codepipeline: {
    a: {
      name: "tests",
      pipeline_type: "V2",
      role_arn: "${aws_iam_role.a.arn}",
      artifact_store: [
        {
          type: "S3",
          location: bucket,
          encryption_key: { id: "${aws_kms_key.single.arn}", type: "KMS" },
        },
      ],
      stage: [
        {
          name: "Source",
          action: [
            {
              name: "Source",
              category: "Source",
              owner: "AWS",
              provider: "S3",
              version: "1",
              output_artifacts: ["source"],
              configuration: { S3Bucket: bucket, S3ObjectKey: "source.zip" },
            },
          ],
        },
        {
          name: "Test",
          action: [
            {
              name: "Test",
              category: "Build",
              owner: "AWS",
              provider: "CodeBuild",
              version: "1",
              input_artifacts: ["source"],
              configuration: { ProjectName: "${aws_codebuild_project.a.name}" },
            },
          ],
        },
      ],
    },
  },
};
