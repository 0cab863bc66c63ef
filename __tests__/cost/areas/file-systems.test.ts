import type { Block, BlocksByType } from "../../../src/terraform/configuration";
import { usageSchema } from "../../../src/cost/usage";
import type { Site } from "../../../src/config/site";
import { byRole, estimateOf, quantitiesOf, reasonsOf, round } from "../support";

const fileSystem = {
  throughput_mode: "elastic",
  lifecycle_policy: [
    { transition_to_ia: "AFTER_30_DAYS" },
    { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
  ],
};
const plan = (lifecycle: Block, resources: string[]): BlocksByType => ({
  aws_efs_file_system: { it: { ...fileSystem, "//": { expected_gigabytes: 1000 } } },
  aws_backup_plan: { it: { rule: [{ rule_name: "daily", lifecycle }] } },
  aws_backup_selection: {
    it: { plan_id: "${aws_backup_plan.it.id}", resources },
    other: { plan_id: "${aws_backup_plan.itself.id}", resources: ["arn:of:another"] },
  },
});
const backupsOf = (resource: BlocksByType) =>
  quantitiesOf(resource).filter(([item]) => item.includes("backups"));

describe("a file system", () => {
  it("holds what the environment expects, most of it in Infrequent Access, and is read and written while it serves", () => {
    const block = { ...fileSystem, "//": { expected_gigabytes: 10_000 } };

    expect(quantitiesOf({ aws_efs_file_system: { it: block } })).toEqual([
      ["EFS Standard", 2000, 2000],
      ["EFS Infrequent Access", 8000, 8000],
      ["EFS elastic throughput, read", 200, 1],
      ["EFS elastic throughput, written", 20, 0],
    ]);
  });

  it("holds what is assumed instead, all of it in Standard without a lifecycle", () => {
    const block = { throughput_mode: "elastic", "//": { expected_gigabytes: 10_000 } };
    const usage = usageSchema.parse({ fileSystem: { storedGb: 300 } });

    expect(quantitiesOf({ aws_efs_file_system: { it: block } }, "primary", usage)[0]).toEqual([
      "EFS Standard",
      300,
      300,
    ]);
  });

  it("has no price where nobody says its size", () => {
    expect(reasonsOf({ aws_efs_file_system: { it: fileSystem } })).toEqual([
      "nobody says how much the file system holds",
    ]);
  });

  it("has no price for other throughput", () => {
    expect(reasonsOf({ aws_efs_file_system: { it: { throughput_mode: "bursting" } } })).toEqual([
      "only elastic throughput has a price",
    ]);
  });
});

describe("the replication of a file system", () => {
  const direction = (region: string, count: string) => ({
    aws_efs_replication_configuration: { it: { destination: { region }, count } },
  });

  it("sends what is written, while its direction runs", () => {
    expect(quantitiesOf(direction("us-east-2", byRole("primary", 1, 0)))).toEqual([
      ["Transfer between Virginia and Ohio", 20, 0],
    ]);
    expect(quantitiesOf(direction("us-east-2", byRole("primary", 0, 1)))).toEqual([
      ["Transfer between Virginia and Ohio", 0, 20],
    ]);
  });
});

describe("the backups of a file system", () => {
  it("are one full one, and a day's changes for each day that they are kept", () => {
    expect(backupsOf(plan({ delete_after: 7 }, ["arn:of:it"]))).toEqual([["EFS backups, warm", 1070, 1070]]);
  });

  it("move to cold storage where they are told to", () => {
    expect(backupsOf(plan({ delete_after: 97, cold_storage_after: 7 }, ["arn:of:it"]))).toEqual([
      ["EFS backups, warm", 1070, 1070],
      ["EFS backups, cold", 900, 900],
    ]);
  });

  it("are copied: what changes is sent each day, and kept in the other site's region", () => {
    const copied = plan({ delete_after: 7 }, ["arn:of:it"]);
    const { it: daily } = copied.aws_backup_plan as { it: { rule: Block[] } };
    const destination_vault_arn = "arn:aws:backup:us-east-2:111122223333:backup-vault:copies";
    const copy_action = [{ destination_vault_arn, lifecycle: { delete_after: 3 } }];
    const withCopies: BlocksByType = {
      ...copied,
      aws_backup_plan: { it: { rule: [{ ...daily.rule[0], copy_action }] } },
    };
    const { lines, notPriced } = estimateOf(withCopies);
    const quantities = (site: Site) =>
      lines[site]
        .filter(({ price }) => price.item.includes("backups"))
        .map(({ price, quantity }) => [price.item, round(quantity.normal)]);

    expect(notPriced).toEqual([]);
    expect(quantities("primary")).toEqual([
      ["EFS backups, warm", 1070],
      ["EFS backups copied to another region", round((10 * 730) / 24)],
    ]);
    expect(quantities("dr")).toEqual([["EFS backups, warm", 1030]]);
  });

  it("have no price where they are copied into a third region", () => {
    const copy_action = [
      { destination_vault_arn: "arn:aws:backup:sa-east-1:1:backup-vault:a", lifecycle: { delete_after: 3 } },
    ];
    const rule = [{ lifecycle: { delete_after: 7 }, copy_action }];
    const elsewhere = { ...plan({}, ["arn:of:it"]), aws_backup_plan: { it: { rule } } };

    expect(reasonsOf(elsewhere)).toEqual(["copies of backups in sa-east-1 have no price"]);
  });

  it("cost nothing where nothing is selected, and have no price where they are kept for ever", () => {
    expect(backupsOf(plan({ delete_after: 7 }, []))).toEqual([]);
    expect(reasonsOf(plan({}, ["arn:of:it"]))).toEqual(["backups that are kept for ever have no price"]);
  });
});

describe("the tests that restore backups", () => {
  it("are charged by the test, by what is restored, and by the hour that it stays", () => {
    const tests: BlocksByType = {
      aws_efs_file_system: { it: { ...fileSystem, "//": { expected_gigabytes: 1000 } } },
      aws_backup_restore_testing_plan: { it: { name: "it" } },
      aws_backup_restore_testing_selection: {
        it: {
          restore_testing_plan_name: "${aws_backup_restore_testing_plan.it.name}",
          protected_resource_arns: ["arn:of:it"],
          validation_window_hours: 1,
        },
        other: { restore_testing_plan_name: "another", protected_resource_arns: ["arn:of:another"] },
      },
    };
    const usage = usageSchema.parse({ fileSystem: { restoreTests: 2 } });

    expect(quantitiesOf(tests, "primary", usage).slice(-3)).toEqual([
      ["Restore tests", 2, 2],
      ["EFS backups restored", 2000, 2000],
      ["EFS Standard", round(2000 / 730), round(2000 / 730)],
    ]);
  });
});

describe("a database in a backup plan", () => {
  const destination_vault_arn = "arn:aws:backup:us-east-2:111122223333:backup-vault:copies";
  const usage = usageSchema.parse({ database: { storedGb: 100 }, fileSystem: { storedGb: 1000 } });
  const backedUp = (rule: Block, resources: string[]): BlocksByType => ({
    aws_rds_cluster: { it: { backup_retention_period: 7 } },
    aws_backup_plan: { it: { rule: [{ lifecycle: { delete_after: 30 }, ...rule }] } },
    aws_backup_selection: { it: { plan_id: "${aws_backup_plan.it.id}", resources } },
  });
  /** What the plan alone costs: item and quantity. */
  const planned = (resource: BlocksByType) => {
    const { lines, notPriced } = estimateOf(resource, "primary", usage);
    expect(notPriced).toEqual([]);
    const of = (site: Site) =>
      lines[site]
        .filter(({ address }) => address.startsWith("aws_backup_plan."))
        .map(({ price, quantity }) => [price.item, round(quantity.normal)]);
    return { primary: of("primary"), dr: of("dr") };
  };

  it.each(["${aws_rds_cluster.it.arn}", "arn:aws:rds:us-east-1:111122223333:cluster:it"])(
    "is kept as whole snapshots beyond its own retention: %s",
    (name) => {
      expect(planned(backedUp({}, [name])).primary).toEqual([["Aurora backups beyond one day", 2300]]);
    },
  );

  it("is copied whole each day, and kept in the other region beside the files", () => {
    const copy_action = [{ destination_vault_arn, lifecycle: { delete_after: 30 } }];
    const { primary, dr } = planned(backedUp({ copy_action }, ["${aws_rds_cluster.it.arn}", "arn:of:files"]));

    expect(primary).toEqual([
      ["EFS backups, warm", 1300],
      ["EFS backups copied to another region", round((10 * 730) / 24)],
      ["Aurora backups beyond one day", 2300],
      ["Transfer between Virginia and Ohio", round((100 * 730) / 24)],
    ]);
    expect(dr).toEqual([
      ["EFS backups, warm", 1300],
      ["Aurora backups beyond one day", 3000],
    ]);
  });

  it("has no price for copies in a third region", () => {
    const copy_action = [
      { destination_vault_arn: "arn:aws:backup:sa-east-1:1:backup-vault:a", lifecycle: { delete_after: 3 } },
    ];
    expect(reasonsOf(backedUp({ copy_action }, ["${aws_rds_cluster.it.arn}"]))).toEqual([
      "copies of backups in sa-east-1 have no price",
    ]);
  });

  it("is restored as a test: a fee, its storage for some hours, and what compares it", () => {
    const tests: BlocksByType = {
      aws_backup_restore_testing_plan: { it: { name: "it" } },
      aws_backup_restore_testing_selection: {
        it: {
          restore_testing_plan_name: "${aws_backup_restore_testing_plan.it.name}",
          protected_resource_arns: ["${aws_rds_cluster.it.arn}"],
          validation_window_hours: 3,
        },
      },
    };
    const weekly = usageSchema.parse({
      database: { storedGb: 730, validationUnitHours: 2 },
      fileSystem: { restoreTests: 4 },
    });
    expect(quantitiesOf(tests, "primary", weekly)).toEqual([
      ["Restore tests", 4, 4],
      ["Aurora storage", 12, 12],
      ["Aurora serverless capacity", 8, 8],
    ]);
  });
});
