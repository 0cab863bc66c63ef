/** By the prefix of its actions: the endpoints that a service is reached through. */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  backup: ["backup"],
  cloudwatch: ["monitoring"],
  dynamodb: ["dynamodb"],
  // Layers of images come from S3.
  ecr: ["ecr.api", "ecr.dkr", "s3"],
  ecs: ["ecs"],
  elasticache: ["elasticache"],
  elasticfilesystem: ["elasticfilesystem"],
  events: ["events"],
  firehose: ["kinesis-firehose"],
  kinesis: ["kinesis-streams"],
  kms: ["kms"],
  lambda: ["lambda"],
  logs: ["logs"],
  rds: ["rds"],
  "rds-data": ["rds-data"],
  s3: ["s3"],
  secretsmanager: ["secretsmanager"],
  sns: ["sns"],
  sqs: ["sqs"],
  ssm: ["ssm"],
  ssmmessages: ["ssmmessages"],
  states: ["states"],
  sts: ["sts"],
  xray: ["xray"],
};

/** Rights that are used inside of the VPC: a file system is mounted by NFS, a cache and a database check a signed token. */
const IN_THE_VPC = new Set([
  "elasticache:Connect",
  "elasticfilesystem:ClientMount",
  "elasticfilesystem:ClientRootAccess",
  "elasticfilesystem:ClientWrite",
  "rds-db:connect",
]);

/** The endpoints that whoever takes an action needs, by the last parts of their names; undefined for an unknown service. */
export function endpointsFor(action: string): readonly string[] | undefined {
  if (IN_THE_VPC.has(action)) return [];
  return ENDPOINTS[action.slice(0, action.indexOf(":"))];
}
