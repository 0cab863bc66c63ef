import { SITES, type PerSite, type Site } from "../../config/site";
import { effectiveRegion } from "../../rules/effective-region";
import { addressedBlocks, type TerraformConfiguration } from "../../terraform/configuration";
import { answersOf, MODELLED } from "./configurations/answers";
import { resolve, type Lookup } from "./configurations/references";
import { MemoryStore } from "./memory-store";
import { blockOf, type Attributes, type StoredValue } from "./store";

/** The site that serves when everything is new. */
const ACTIVE_AT_FIRST: Site = "primary";

/** What stands beside the arguments of a resource. */
const META_ARGUMENTS = new Set(["//", "count", "depends_on", "lifecycle", "provider", "provisioner"]);

/**
 * What exists once both stacks are applied for the first time, computed from their configurations without Terraform: those
 * resources that the model knows. Their arguments are literal or refer to each other; of a global database the first member
 * of the primary stack writes.
 *
 * @param activeSite capacities are those of this role. @default - the primary site, as at first
 */
export function storeFromConfigurations(
  configurations: PerSite<TerraformConfiguration>,
  activeSite: Site = ACTIVE_AT_FIRST,
): MemoryStore {
  const resources = SITES.flatMap((site) => resourcesOf(configurations[site], activeSite));
  return new MemoryStore(withCopies(withMembers(resources)));
}

function resourcesOf(configuration: TerraformConfiguration, activeSite: Site): StoredValue[] {
  const { region: ownRegion, account } = homeOf(configuration);
  const blocks = addressedBlocks(configuration).filter(
    ({ mode, type }) => mode === "resource" && MODELLED.has(type),
  );
  const placed = blocks.map((block) => {
    const region = effectiveRegion(block, configuration, ownRegion) ?? ownRegion;
    const args = Object.fromEntries(
      Object.entries(block.block).filter(([name]) => !META_ARGUMENTS.has(name)),
    );
    return { ...block, region, args };
  });
  const byAddress = new Map(
    placed.map(({ address, type, args, region }) => [
      address,
      { ...answersOf(type, args, { region, account }), ...args } as Attributes,
    ]),
  );
  // What the model does not know is referred to all the same, by its literal arguments.
  const lookup: Lookup = (type, name) =>
    byAddress.get(`${type}.${name}`) ?? configuration.resource?.[type]?.[name];
  // The count of one may follow the role, too.
  const existing = placed.filter(({ block }) => resolve(block.count ?? 1, lookup, activeSite) !== 0);
  return existing.map(({ type, region, args }) => {
    const resolved = resolve(args, lookup, activeSite) as Attributes;
    const answers = answersOf(type, resolved, { region, account });
    return { type, region, id: answers.id ?? "", attributes: { ...answers, ...resolved } };
  });
}

/** The stack's own region, and the account that it allows. */
function homeOf({ provider }: TerraformConfiguration): { readonly region: string; readonly account: string } {
  const own = provider?.aws?.find(({ alias }) => alias === undefined);
  const [account] = (own?.allowed_account_ids ?? []) as readonly string[];
  return { region: String(own?.region), account: String(account) };
}

/** File systems that are copies: EFS says so by their protection (`REPLICATING`). */
function withCopies(resources: readonly StoredValue[]): StoredValue[] {
  const replications = resources.filter(({ type }) => type === "aws_efs_replication_configuration");
  if (replications.length === 0) return [...resources];
  const copies = replications.map(({ attributes }) => blockOf(attributes, "destination")?.file_system_id);
  return resources.map((resource) => {
    if (resource.type !== "aws_efs_file_system") return resource;
    const replication_overwrite = copies.includes(resource.id) ? "REPLICATING" : "ENABLED";
    return { ...resource, attributes: { ...resource.attributes, protection: [{ replication_overwrite }] } };
  });
}

/** Global clusters with their members, and these with the writer that they follow. */
function withMembers(resources: readonly StoredValue[]): StoredValue[] {
  const clusters = resources.filter(({ type }) => type === "aws_rds_cluster");
  const membersOf = (group: unknown) =>
    clusters.filter(({ attributes }) => attributes.global_cluster_identifier === group);
  return resources.map((resource) => {
    const { type, attributes } = resource;
    if (type === "aws_rds_global_cluster") {
      const members = membersOf(attributes.global_cluster_identifier);
      const listed = members.map((member, index) => ({
        db_cluster_arn: member.attributes.arn,
        is_writer: index === 0,
      }));
      return { ...resource, attributes: { ...attributes, global_cluster_members: listed } };
    }
    // A value that is missing reads back as one that was promoted.
    if (type === "aws_db_instance") {
      return { ...resource, attributes: { replicate_source_db: null, ...attributes } };
    }
    if (type !== "aws_rds_cluster") return resource;
    const [writer] = membersOf(attributes.global_cluster_identifier);
    const source = writer && writer !== resource ? writer.attributes.arn : null;
    return { ...resource, attributes: { ...attributes, replication_source_identifier: source } };
  });
}
