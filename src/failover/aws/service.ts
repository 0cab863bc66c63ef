import { AslError } from "../asl/asl-error";

/** One action of a service, at the moment when it is carried out. */
export type Action = (args: never, region: string) => unknown;

/**
 * A service of AWS: what it does and answers, by action. Names are spelled as Step Functions does (`describeGlobalClusters`,
 * `DbClusterArn`); each answer has at least what the state machines and functions read of it.
 */
export type Service = Readonly<Record<string, Action>>;

/**
 * An error of a service, by the name that Step Functions gives it.
 *
 * @param service for example `Rds`.
 * @param name without the service, for example `GlobalClusterNotFoundException`.
 */
export function serviceError(service: string, name: string, cause: string): AslError {
  return new AslError(`${service}.${name}`, cause);
}
