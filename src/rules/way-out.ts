import { addressedBlocks, type AddressedBlock } from "../terraform/configuration";
import { effectiveRegion } from "./effective-region";
import { referred } from "./references";
import { Permissions, type RolePermissions } from "./role-permissions";
import type { Rule } from "./rule";
import { endpointsFor } from "./service-endpoints";
import { Surroundings } from "./surroundings";
import { workloadsIn, type Workload } from "./workloads";

/** Requirement MD-NET-06: without a way out, a call to what no endpoint leads to hangs until it is given up. */
export const wayOutRule: Rule = {
  id: "way-out",
  title:
    "What runs in subnets without a way out may only do what endpoints of their VPC lead to, in its own region",
  check({ configuration, regions, site }) {
    const blocks = addressedBlocks(configuration);
    const surroundings = new Surroundings(blocks);
    const permissions = new Permissions(configuration, blocks);
    const regionOf = (block: AddressedBlock) => effectiveRegion(block, configuration, regions[site]);
    return workloadsIn(blocks).flatMap((workload) => {
      const closed = workload.subnets.filter((subnet) => !surroundings.leadsOut(subnet));
      if (closed.length === 0) return [];
      const sets = closed.map((subnet) => surroundings.endpointsOf(subnet));
      const place: Place = {
        region: regionOf(workload.resource),
        hasEndpoint: (name) => sets.every((endpoints) => endpoints.has(name)),
        regionOf: (resource) => {
          const [, literal] = /^arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]+):/.exec(resource) ?? [];
          const block = referred(resource, blocks);
          return literal ?? (block && regionOf(block));
        },
      };
      const found = [
        ...imageProblems(workload, place),
        ...workload.roles.flatMap((role) =>
          roleProblems(permissions.of(role), workload, place).map((problem) => `${role.address} ${problem}`),
        ),
      ];
      const { address } = workload.resource;
      return [...new Set(found)].map((problem) => `${address}, in subnets without a way out: ${problem}`);
    });
  },
};

/** Where a workload runs. */
interface Place {
  readonly region: string | undefined;
  hasEndpoint(name: string): boolean;
  /** The region of what a policy names; undefined where its name does not tell. */
  regionOf(resource: string): string | undefined;
}

function roleProblems(permissions: RolePermissions, workload: Workload, place: Place): string[] {
  const allowed = permissions.statements.filter(({ effect }) => effect === "Allow");
  return [
    ...permissions.unknownPolicies.map(
      (arn) => `has the policy ${arn}, which stands in no stack: write down what it needs of it`,
    ),
    ...allowed
      .filter(({ notActions }) => notActions.length > 0)
      .map(({ sid }) => `may do all but some actions (${sid}): name those that it needs`),
    ...allowed.flatMap(({ actions, resources }) => {
      const own = actions.filter((action) => !workload.isTakenByAws(action, resources));
      const calls = own.filter((action) => endpointsFor(action)?.length !== 0);
      return [
        ...own.flatMap((action) => actionProblems(action, place)),
        ...(calls.length > 0 ? foreignProblems(calls, resources, place) : []),
      ];
    }),
  ];
}

function actionProblems(action: string, { hasEndpoint }: Place): string[] {
  const needed = endpointsFor(action);
  if (!needed) {
    return [
      `may do ${action}, and nobody knows the endpoint for that: add it to src/rules/service-endpoints.ts`,
    ];
  }
  return needed
    .filter((name) => !hasEndpoint(name))
    .map((name) => `may do ${action}, which takes the endpoint ${name}: add it to the network`);
}

function foreignProblems(actions: readonly string[], resources: readonly string[], place: Place): string[] {
  return resources.flatMap((resource) => {
    const region = place.regionOf(resource);
    if (region === undefined || region === place.region) return [];
    return [
      `may do ${actions.join(", ")} on ${resource} in ${region}, and endpoints lead to ${place.region} only: ` +
        "ask a function outside of the VPC",
    ];
  });
}

/** Fargate pulls through the task's own network, too. */
function imageProblems({ images }: Workload, { region }: Place): string[] {
  return images
    .filter((image) => !image.startsWith("${") && !image.includes(`.dkr.ecr.${region}.amazonaws.com/`))
    .map((image) => `the image ${image} is not in the registry of ${region}: copy it there`);
}
