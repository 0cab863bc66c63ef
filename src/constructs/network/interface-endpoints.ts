import { z } from "zod";

/**
 * What private subnets without a NAT gateway need an interface endpoint for, and why. Keys are the last parts of the endpoints'
 * names. S3 and DynamoDB are reached through gateway endpoints, which every network has.
 *
 * Sources: ECR user guide, "Amazon ECR interface VPC endpoints"; ECS developer guide, "Amazon ECS interface VPC endpoints" and
 * "Using ECS Exec to access containers"; Lambda developer guide, "Connecting inbound interface VPC endpoints"; all read 2026-11.
 */
export const INTERFACE_ENDPOINTS = {
  "ecr.api":
    "Fargate signs in to the registry, from platform version 1.4.0 on through the task's own network.",
  "ecr.dkr": "Fargate asks for an image's manifest; its layers come from S3.",
  logs: "The log driver and collectors in tasks write into CloudWatch Logs; metrics go there too, in the embedded format.",
  secretsmanager: "The service reads its password, the rotation reads and writes all.",
  kms: "Whoever encrypts with a key itself calls it: the agent of ECS Exec does; services that encrypt in somebody's name do not.",
  "kinesis-streams": "The service appends events to its stream.",
  sts: "The SDKs sign in and assume roles at the region's own endpoint.",
  xray: "Collectors in tasks send traces and ask for sampling rules.",
  ssm: "Tasks read their configuration from parameters.",
  ssmmessages: "The agent of ECS Exec opens its sessions here.",
  lambda: "The primary site's tasks and functions read the role record through a function.",
} as const satisfies Readonly<Record<string, string>>;

/** The last part of the name of an interface endpoint that networks here may have. */
export type InterfaceEndpoint = keyof typeof INTERFACE_ENDPOINTS;

const NAMES = Object.keys(INTERFACE_ENDPOINTS) as [InterfaceEndpoint, ...InterfaceEndpoint[]];

/** One of them, in an environment. */
export const interfaceEndpoint = z.enum(NAMES);

/** What decides on the endpoints that not every network without NAT gateways needs. */
export interface EndpointNeeds {
  /** Whether operators may run commands in tasks. */
  readonly executeCommand: boolean;
  /** Whether the role record is read through a function: only the primary site's lies in another region. */
  readonly readsRoleByFunction: boolean;
}

/** The interface endpoints of a network whose private subnets have no other way out. */
export function endpointsWithoutNat({
  executeCommand,
  readsRoleByFunction,
}: EndpointNeeds): InterfaceEndpoint[] {
  const spared = new Set<InterfaceEndpoint>([
    ...(executeCommand ? [] : ["ssmmessages" as const]),
    ...(readsRoleByFunction ? [] : ["lambda" as const]),
  ]);
  return NAMES.filter((name) => !spared.has(name));
}
