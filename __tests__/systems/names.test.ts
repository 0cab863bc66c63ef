import { SITES } from "../../src/config/site";
import { validateStack } from "../../src/rules";
import { buildSystem, destroyableEnvironment, type BuiltSystem } from "../support/synthesis";
import { physicalNames } from "./physical-names";

const SYSTEMS = ["payments", "streamflix", "globalstream", "mediadb"];

/** As long as the longest suffix that the requirements name, and one that nobody would choose. */
const SUFFIXES = { long: "synth6719388248", absurd: `synth-${"0123456789".repeat(6)}` };

/** Where 32 or 40 characters are all that a name may have. */
const SHORT_NAMES = /^aws_(lb|lb_target_group|elasticache_\w+) /;

const CUT = /-[0-9a-f]{6}$/;

const built = new Map<string, BuiltSystem>();

/** A system with every default in an environment with this suffix. */
function systemIn(system: string, suffix: string): BuiltSystem {
  const key = `${system} ${suffix}`;
  const found = built.get(key) ?? buildSystem(destroyableEnvironment({ suffix, systems: { [system]: {} } }));
  built.set(key, found);
  return found;
}

function namesOf(system: string, suffix: string): string[] {
  const { configuration } = systemIn(system, suffix);
  return SITES.flatMap((site) => physicalNames(configuration[site]));
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe.each(SYSTEMS)("the names of %s", (system) => {
  test.each(Object.values(SUFFIXES))("fit with the suffix %s: no rule complains", (suffix) => {
    const { stacks } = systemIn(system, suffix);
    expect(SITES.flatMap((site) => validateStack(stacks[site], stacks))).toEqual([]);
  });

  test("are cut with a suffix of 15 characters only where a service takes few", () => {
    const names = namesOf(system, SUFFIXES.long);
    const cut = names.filter((name) => !name.includes(SUFFIXES.long));
    expect(cut.length).toBeGreaterThan(0);
    expect(cut.filter((name) => !SHORT_NAMES.test(name) || !CUT.test(name))).toEqual([]);
  });

  test("stay two where they are cut alike", () => {
    const expected = twice(namesOf(system, "dev")).map((name) => name.split(" ")[0]);
    expect(twice(namesOf(system, SUFFIXES.absurd)).map((name) => name.split(" ")[0])).toEqual(expected);
  });

  test("are shared by no two environments of one account", () => {
    const [one, other] = ["one", "other"].map((suffix) => namesOf(system, suffix));
    expect(one).toHaveLength(other?.length ?? 0);
    expect(one?.filter((name) => other?.includes(name))).toEqual([]);
  });

  test("are shared by the two sites only on purpose", () => {
    const names = namesOf(system, "dev");
    expect(names.length).toBeGreaterThan(100);
    // ECR replication can't rename, both sites answer to the system's name, and the verdict has two answers.
    expect(twice(names)).toEqual([
      ...(system === "mediadb" ? ["aws_ecr_repository mediadb-collector-dev"] : []),
      `aws_ecr_repository ${system}-service-dev`,
      `aws_route53_record verdict.${system}-dev.example.com`,
      `aws_route53_record ${system}-dev.example.com`,
    ]);
  });
});

test("the systems share no name in one environment", () => {
  const namesOfEach = SYSTEMS.map((system) => [...new Set(namesOf(system, "dev"))]);
  expect(twice(namesOfEach.flat())).toEqual([]);
});

test.each([
  ["aws_db_instance streamflix-rds-dev", "aws_db_instance streamflix-rds-dr-dev"],
  [
    "aws_elasticache_replication_group streamflix-cache-dev",
    "aws_elasticache_replication_group streamflix-cache-dr-dev",
  ],
  ["aws_ecs_cluster streamflix-cluster-dev", "aws_ecs_cluster streamflix-cluster-dr-dev"],
  ["aws_ecs_service streamflix-service-dev", "aws_ecs_service streamflix-service-dr-dev"],
  ["aws_efs_file_system streamflix-file-system-dev", "aws_efs_file_system streamflix-file-system-dr-dev"],
  ["aws_rds_cluster globalstream-database-dev", "aws_rds_cluster globalstream-database-dr-dev"],
  [
    "aws_elasticache_replication_group globalstream-redis-dev",
    "aws_elasticache_replication_group globalstream-redis-dr-dev",
  ],
  ["aws_ecs_cluster globalstream-cluster-dev", "aws_ecs_cluster globalstream-cluster-dr-dev"],
  ["aws_efs_file_system globalstream-file-system-dev", "aws_efs_file_system globalstream-file-system-dr-dev"],
  ["aws_kinesis_stream globalstream-events-dev", "aws_kinesis_stream globalstream-events-dr-dev"],
  ["aws_backup_plan globalstream-efs-backup-dev", "aws_backup_plan globalstream-efs-backup-dr-dev"],
  [
    "aws_cloudwatch_log_group /aws/elasticache/redis-dev",
    "aws_cloudwatch_log_group /aws/elasticache/redis-dr-dev",
  ],
  ["aws_rds_cluster mediadb-database-dev", "aws_rds_cluster mediadb-database-dr-dev"],
  ["aws_kinesis_stream mediadb-events-dev", "aws_kinesis_stream mediadb-events-dr-dev"],
  ["aws_backup_plan mediadb-backup-dev", "aws_backup_plan mediadb-backup-dr-dev"],
  ["aws_backup_vault mediadb-backup-dev", "aws_backup_vault mediadb-backup-dr-dev"],
  ["aws_sns_topic mediadb-alerts-dev", "aws_sns_topic mediadb-alerts-dr-dev"],
])("there is %s, and %s in the DR site", (primary, dr) => {
  const system = /(streamflix|mediadb)/.exec(primary)?.[0] ?? "globalstream";
  expect(namesOf(system, "dev")).toEqual(expect.arrayContaining([primary, dr]));
});
