import { COMMENT, type Block } from "../../terraform/configuration";
import { EXPECTED_GIGABYTES } from "../../constructs/file-system/settings";
import { NotPriced } from "../expression";
import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

const FILE_SYSTEM = "aws_efs_file_system";

/** EFS with its replication, and its backups. Moves between storage classes, a cent a GB, are not counted. */
export const fileSystemRules: PricingRules = {
  aws_backup_plan: backups,
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

/** A full backup and what changes in a day, for as many days as it is kept: all but the first hold changes only. */
function backups(resource: Priced): Quantity[] {
  const { address, block, neighbours, elsewhere, number, usage } = resource;
  // Both sites' file systems stand in the primary stack, and are expected to hold the same.
  const [any] = [...neighbours(FILE_SYSTEM), ...elsewhere(FILE_SYSTEM)];
  const stored = storedGb(any?.block ?? {}, resource);
  const backedUp = neighbours("aws_backup_selection")
    .filter(({ block: { plan_id: plan } }) => String(plan).startsWith(`\${${address}.`))
    .reduce((sum, { block: { resources } }) => sum + (Array.isArray(resources) ? resources.length : 0), 0);
  return blocksOf(block.rule).flatMap((rule): Quantity[] => {
    const [lifecycle] = blocksOf(rule.lifecycle);
    if (lifecycle?.delete_after === undefined)
      throw new NotPriced("backups that are kept for ever have no price");
    const days = number(lifecycle.delete_after);
    const warmDays = lifecycle.cold_storage_after === undefined ? days : number(lifecycle.cold_storage_after);
    const changed = stored * usage.fileSystem.changedShareOfADay * backedUp;
    return [
      { price: PRICES.filesBackupWarm, quantity: stored * backedUp + changed * warmDays },
      { price: PRICES.filesBackupCold, quantity: changed * (days - warmDays) },
    ];
  });
}

/** What is assumed, else what the environment expects, as the construct wrote it into the JSON. */
function storedGb(block: Block, { usage }: Priced): number {
  if (typeof usage.fileSystem.storedGb === "number") return usage.fileSystem.storedGb;
  const expected = (block[COMMENT] as Block | undefined)?.[EXPECTED_GIGABYTES];
  if (typeof expected !== "number") throw new NotPriced("nobody says how much the file system holds");
  return expected;
}
