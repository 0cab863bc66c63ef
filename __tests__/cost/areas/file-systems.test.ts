import type { Block, BlocksByType } from "../../../src/terraform/configuration";
import { usageSchema } from "../../../src/cost/usage";
import { byRole, quantitiesOf, reasonsOf } from "../support";

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

  it("cost nothing where nothing is selected, and have no price where they are kept for ever", () => {
    expect(backupsOf(plan({ delete_after: 7 }, []))).toEqual([]);
    expect(reasonsOf(plan({}, ["arn:of:it"]))).toEqual(["backups that are kept for ever have no price"]);
  });
});
