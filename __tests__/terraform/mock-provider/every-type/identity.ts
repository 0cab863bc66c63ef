import { policy, trust, read } from "./parts";

/** Resources of every type that has facts: identity. */
export const identity = {
  aws_iam_role: { a: { name: "a", assume_role_policy: trust } },
  aws_iam_role_policy: {
    a: { role: "${aws_iam_role.a.id}", policy: "${data.aws_iam_policy_document.read.json}" },
  },
  aws_iam_policy: { a: { name: "a", path: "/team/", policy: read } },
  aws_iam_role_policy_attachment: {
    a: { role: "${aws_iam_role.a.name}", policy_arn: "${aws_iam_policy.a.arn}" },
    managed: {
      role: "${aws_iam_role.a.name}",
      policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    },
  },
  aws_kms_key: { a: { multi_region: true }, single: { description: "one region" } },
  aws_kms_replica_key: { a: { provider: "aws.dr", primary_key_arn: "${aws_kms_key.a.arn}" } },
  aws_kms_alias: { a: { name: "alias/a", target_key_id: "${aws_kms_key.a.key_id}" } },
  aws_ssm_parameter: {
    a: { name: "/a", type: "SecureString", value: "x", key_id: "${aws_kms_alias.a.name}" },
  },
  aws_secretsmanager_secret: { a: { name_prefix: "app/", replica: [{ region: "us-west-2" }] } },
  aws_secretsmanager_secret_version: {
    a: { secret_id: "${aws_secretsmanager_secret.a.id}", secret_string: "not a secret" },
  },
  aws_secretsmanager_secret_rotation: {
    a: {
      secret_id: "${aws_secretsmanager_secret.a.id}",
      rotation_lambda_arn: "${aws_lambda_function.a.arn}",
      rotation_rules: { automatically_after_days: 30 },
    },
  },
  aws_secretsmanager_secret_policy: {
    a: {
      secret_arn: "${aws_secretsmanager_secret.a.arn}",
      policy: policy({ Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }),
    },
  },
};
