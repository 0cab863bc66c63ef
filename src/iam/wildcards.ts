/**
 * Where a wildcard in the last part of an ARN stays inside of one named resource, by service. What is not listed here
 * needs a reason.
 *
 * Source: Service Authorization Reference, formats of ARNs. Those of ECS and Logs were read in quotations of it
 * (2026-11), the others are general knowledge.
 */
const INSIDE_ONE_RESOURCE: Readonly<Record<string, RegExp>> = {
  // Indexes and streams of a table.
  dynamodb: /^table\/[^*?/]+\//,
  // Tasks, services and the like of a cluster.
  ecs: /^(container-instance|service|service-deployment|service-revision|task|task-set)\/[^*?/]+\//,
  // Consumers of a stream: their ARNs end in the time at which they were registered.
  kinesis: /^stream\/[^*?/]+\/consumer\//,
  // Versions and aliases of a function.
  lambda: /^function:[^*?:]+:/,
  // Streams of a log group. Its name may hold slashes, so only a colon ends it.
  logs: /^log-group:[^*?:]+:/,
  // Objects of a bucket.
  s3: /^[^*?/]+\//,
  // A secret's ARN ends in six characters that are known only after it was made.
  secretsmanager: /^secret:[^*?]+-\?{6}$/,
  // Executions of a state machine.
  states: /^(execution|express):[^*?:]+:/,
};

const WILDCARD = /[*?]/;

/** A reference or a token; none of AWS's identifiers looks like it. */
const REFERENCE = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g;
const REFERENCED = "<reference>";

/** Whether an action stands for more than one action. */
export function isBroadAction(action: string): boolean {
  return WILDCARD.test(action);
}

/**
 * Whether a resource stands for more than one named resource and what is inside of it: `*`, `arn:aws:s3:::*`. A log
 * group with all its streams (`arn:...:log-group:name:*`) or a bucket's objects (`arn:aws:s3:::bucket/*`) is one.
 */
export function isBroadResource(resource: string): boolean {
  const named = resource.replace(REFERENCE, REFERENCED);
  if (!WILDCARD.test(named)) return false;
  // A reference gives the ARN of one resource; what follows a separator is inside of it.
  if (named.startsWith(REFERENCED)) return !/^[:/]/.test(named.slice(REFERENCED.length));
  const [arn, partition = "", service = "", region = "", account = "", ...rest] = named.split(":");
  if (arn !== "arn" || [partition, service, region, account].some((part) => WILDCARD.test(part))) return true;
  return !INSIDE_ONE_RESOURCE[service]?.test(rest.join(":"));
}

/** Whether a principal is everybody, or more than one identity. */
export function isBroadPrincipal(principal: string): boolean {
  return WILDCARD.test(principal.replace(REFERENCE, REFERENCED));
}
