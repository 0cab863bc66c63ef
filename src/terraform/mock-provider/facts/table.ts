import type { FactsTable, TypeFacts } from "./model";
import { API_GATEWAY } from "./api-gateway";
import { AURORA } from "./aurora";
import { BACKUP } from "./backup";
import { CLOUDWATCH } from "./cloudwatch";
import { DNS } from "./dns";
import { DYNAMODB } from "./dynamodb";
import { ECS } from "./ecs";
import { EFS } from "./efs";
import { ELASTICACHE } from "./elasticache";
import { EVENTS } from "./events";
import { GOVERNANCE } from "./governance";
import { IAM } from "./iam";
import { KINESIS } from "./kinesis";
import { KMS } from "./kms";
import { LAMBDA } from "./lambda";
import { LOAD_BALANCING } from "./load-balancing";
import { MESSAGING } from "./messaging";
import { NETWORK } from "./network";
import { PIPELINE } from "./pipeline";
import { RDS } from "./rds";
import { S3 } from "./s3";
import { SECRETS } from "./secrets";
import { SECURITY_GROUPS } from "./security-groups";
import { SSM } from "./ssm";
import { WAF } from "./waf";

const NO_FACTS: TypeFacts = {};

/** Everything that is known beyond the bindings, by resource type. */
export const FACTS: FactsTable = {
  ...API_GATEWAY,
  ...AURORA,
  ...BACKUP,
  ...CLOUDWATCH,
  ...DNS,
  ...DYNAMODB,
  ...ECS,
  ...EFS,
  ...ELASTICACHE,
  ...EVENTS,
  ...GOVERNANCE,
  ...IAM,
  ...KINESIS,
  ...KMS,
  ...LAMBDA,
  ...LOAD_BALANCING,
  ...MESSAGING,
  ...NETWORK,
  ...PIPELINE,
  ...RDS,
  ...S3,
  ...SECRETS,
  ...SECURITY_GROUPS,
  ...SSM,
  ...WAF,
};

/** The facts of a type; a type without any still works from its schema alone. */
export function factsOf(type: string): TypeFacts {
  return FACTS[type] ?? NO_FACTS;
}
