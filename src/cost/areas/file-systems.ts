import { COMMENT, type Block } from "../../terraform/configuration";
import { EXPECTED_GIGABYTES } from "../../constructs/file-system/settings";
import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";
import { databaseBackups, databaseCopies, databaseRestores, isDatabase } from "./database-backups";

const FILE_SYSTEM = "aws_efs_file_system";

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** EFS with its replication, and the backups of files and databases with their tests. Moves between storage classes, a cent a GB, are not counted. */
export const fileSystemRules: PricingRules = {
  aws_backup_plan: backups,
  aws_backup_restore_testing_plan: restoreTests,
  [FILE_SYSTEM]: fileSystem,
  aws_efs_replication_configuration: replication,
};

function fileSystem(resource: Priced): Quantity[] {
  const { block, usage, role } = resource;
  if (block.throughput_mode !== "elastic") throw new NotPriced("only elastic throughput has a price");
  const stored = storedGb(block, resource);
  const moves = blocksOf(block.lifecycle_policy).some(({ transition_to_ia: after }) => after !== undefined);
  const infrequent = moves ? stored * usage.fileSystem.infrequentShare : 0;
  return [
    { price: PRICES.filesStandard, quantity: stored - infrequent },
    { price: PRICES.filesInfrequent, quantity: infrequent },
    { price: PRICES.filesRead, quantity: usage.fileSystem.readGb[role] },
    { price: PRICES.filesWritten, quantity: usage.fileSystem.writtenGb[role] },
  ];
}

/** What is written in the active site goes to the copy; its count says whether this direction runs. */
function replication({ usage }: Priced): Quantity[] {
  return [{ price: PRICES.regionTransfer, quantity: usage.fileSystem.writtenGb.active }];
}

/** What a plan makes of the file systems and databases that it names. */
function backups(resource: Priced): Quantity[] {
  const { block } = resource;
  const named = selectedBy(resource, "aws_backup_selection", "plan_id", "resources");
  const databases = named.filter(({ resource: name }) => isDatabase(name)).length;
  const files = named.length - databases;
  return blocksOf(block.rule).flatMap((rule): Quantity[] => [
    ...(files > 0 || databases === 0 ? fileBackups(rule, files, resource) : []),
    ...Array.from({ length: databases }, () => [
      ...databaseBackups(resource, keptDays(rule, resource)),
      ...blocksOf(rule.copy_action).flatMap((copy) =>
        databaseCopies(copy, keptDays(copy, resource), resource),
      ),
    ]).flat(),
  ]);
}

/** A full backup and what changes in a day, for as many days as it is kept: all but the first hold changes only. */
function fileBackups(rule: Block, fileSystems: number, resource: Priced): Quantity[] {
  const { number, usage } = resource;
  const stored = storedInOne(resource) * fileSystems;
  const changed = stored * usage.fileSystem.changedShareOfADay;
  const days = keptDays(rule, resource);
  const [lifecycle] = blocksOf(rule.lifecycle);
  const warmDays = lifecycle?.cold_storage_after === undefined ? days : number(lifecycle.cold_storage_after);
  return [
    { price: PRICES.filesBackupWarm, quantity: stored + changed * warmDays },
    { price: PRICES.filesBackupCold, quantity: changed * (days - warmDays) },
    ...blocksOf(rule.copy_action).flatMap((copy) =>
      copies(copy, stored + changed * keptDays(copy, resource), changed, resource),
    ),
  ];
}

/** What is sent each day, and what lies there; the first copy, which is a whole one, is not counted. */
function copies(copy: Block, kept: number, changed: number, { siteIn }: Priced): Quantity[] {
  const [, , , region] = String(copy.destination_vault_arn).split(":");
  const site = siteIn(region);
  if (!site) throw new NotPriced(`copies of backups in ${String(region)} have no price`);
  return [
    { price: PRICES.filesBackupCopied, quantity: changed * DAYS_PER_MONTH },
    { price: PRICES.filesBackupWarm, quantity: kept, site },
  ];
}

/** Each test restores the whole latest backup, which then stays for some hours. */
function restoreTests(resource: Priced): Quantity[] {
  const { number } = resource;
  const type = "aws_backup_restore_testing_selection";
  const tested = selectedBy(resource, type, "restore_testing_plan_name", "protected_resource_arns");
  const keptHours = ({ block }: Selected) => number(block.validation_window_hours ?? 0);
  const databases = tested.filter(({ resource: name }) => isDatabase(name));
  const files = tested.filter(({ resource: name }) => !isDatabase(name));
  return [
    ...(files.length > 0 ? fileRestores(resource, files.map(keptHours)) : []),
    ...databases.flatMap((database) => databaseRestores(resource, keptHours(database))),
  ];
}

/** @param keptHours one for each file system. */
function fileRestores(resource: Priced, keptHours: readonly number[]): Quantity[] {
  const { restoreTests: tests } = resource.usage.fileSystem;
  const hours = keptHours.reduce((sum, kept) => sum + kept, 0);
  const stored = storedInOne(resource);
  return [
    { price: PRICES.restoreTest, quantity: tests * keptHours.length },
    { price: PRICES.filesRestored, quantity: tests * keptHours.length * stored },
    { price: PRICES.filesStandard, quantity: (tests * hours * stored) / HOURS_PER_MONTH },
  ];
}

interface Selected {
  readonly block: Block;
  readonly resource: unknown;
}

/** What selections of a plan name, each with the block that does. */
function selectedBy(
  { address, neighbours }: Priced,
  type: string,
  planArgument: string,
  resourcesArgument: string,
): Selected[] {
  return neighbours(type)
    .filter(({ block }) => String(block[planArgument]).startsWith(`\${${address}.`))
    .flatMap(({ block }) => {
      const resources: unknown = block[resourcesArgument];
      return Array.isArray(resources) ? resources.map((resource: unknown) => ({ block, resource })) : [];
    });
}

function keptDays({ lifecycle }: Block, { number }: Priced): number {
  const [given] = blocksOf(lifecycle);
  if (given?.delete_after === undefined) throw new NotPriced("backups that are kept for ever have no price");
  return number(given.delete_after);
}

/** Both sites' file systems stand in the primary stack, and are expected to hold the same. */
function storedInOne(resource: Priced): number {
  const [any] = [...resource.neighbours(FILE_SYSTEM), ...resource.elsewhere(FILE_SYSTEM)];
  return storedGb(any?.block ?? {}, resource);
}

/** What is assumed, else what the environment expects, as the construct wrote it into the JSON. */
function storedGb(block: Block, { usage }: Priced): number {
  if (typeof usage.fileSystem.storedGb === "number") return usage.fileSystem.storedGb;
  const expected = (block[COMMENT] as Block | undefined)?.[EXPECTED_GIGABYTES];
  if (typeof expected !== "number") throw new NotPriced("nobody says how much the file system holds");
  return expected;
}
