import { join } from "node:path";
import ts from "typescript";
import { SITES } from "../../../src/config/site";
import {
  addressedBlocks,
  type Block,
  type TerraformConfiguration,
} from "../../../src/terraform/configuration";
import { blockOf, blocksOf, buildSystem, reference } from "../../support/synthesis";
import { argumentsIn, breachesOf } from "../breaches";
import { smallGlobalstream } from "../environments";

const built = buildSystem(smallGlobalstream());
const { configuration } = built;
const breachesAfter = breachesOf(built);

describe.each(SITES)("what went wrong before, in the %s site", (site) => {
  test("does not go wrong now", () => {
    expect(breachesAfter(site, () => undefined)).toEqual([]);
  });

  test("GS-FIX-01: a backup plan without rules is refused", () => {
    const found = breachesAfter(site, (stack) => (argumentsIn(stack, "aws_backup_plan").rule = []));
    expect(found).toContain(
      "backups: aws_backup_plan.backups: it has no rule, so it makes no backup: give it one with a schedule",
    );
  });

  test("GS-FIX-02: mount targets without a security group are refused", () => {
    const found = breachesAfter(site, (stack) => {
      blocksOf(stack, "aws_efs_mount_target").forEach(
        ({ block }) => delete (block as Record<string, unknown>).security_groups,
      );
    });
    expect(found).toEqual(
      ["a", "b"].map(
        (zone) =>
          `security-groups: aws_efs_mount_target.content-access_mount-targets_${zone}: security_groups must name a ` +
          "security group, or AWS takes the VPC's default one",
      ),
    );
  });

  test("GS-FIX-02 and GS-SG-04: NFS from the whole VPC is refused", () => {
    const found = breachesAfter(site, (stack) => {
      const { cidr_block } = argumentsIn(stack, "aws_vpc");
      const way = argumentsIn(stack, "aws_vpc_security_group_ingress_rule", "content-access");
      Object.assign(way, { cidr_ipv4: cidr_block, referenced_security_group_id: undefined });
    });
    expect(found).toEqual([
      "security-groups: aws_vpc_security_group_ingress_rule.content-access_traffic_in: NFS (2049) must be let in " +
        "from a security group, not from addresses",
    ]);
  });

  test("GS-FIX-03: a service without a security group is refused", () => {
    const found = breachesAfter(site, (stack) => {
      const network = argumentsIn(stack, "aws_ecs_service").network_configuration as Record<string, unknown>;
      network.security_groups = [];
    });
    expect(found).toEqual([
      "security-groups: aws_ecs_service.service: network_configuration.security_groups must name a security group, " +
        "or AWS takes the VPC's default one",
    ]);
  });

  test("GS-FIX-05: the file system's id instead of the access point's is refused", () => {
    const found = breachesAfter(site, (stack) => {
      const { volume } = argumentsIn(stack, "aws_ecs_task_definition") as { volume: Block[] };
      const files = volume[0]?.efs_volume_configuration as Record<string, Record<string, unknown>>;
      files.authorization_config!.access_point_id = files.file_system_id;
    });
    expect(found).toEqual([
      "volumes: aws_ecs_task_definition.service_task: volume content: access_point_id must be the id of an " +
        "aws_efs_access_point, which no file system's id is",
    ]);
  });
});

/** Logs of the cache that go to no group of the stack by reference, which would let Terraform make the cache first. */
function strayLogs(stack: TerraformConfiguration): unknown[] {
  const groups = blocksOf(stack, "aws_cloudwatch_log_group").map((group) => reference(group, "name"));
  return blocksOf(stack, "aws_elasticache_replication_group")
    .flatMap(({ block }) => block.log_delivery_configuration as Block[])
    .map(({ destination }) => destination)
    .filter((destination) => !groups.includes(String(destination)));
}

describe.each(SITES)("GS-FIX-04: the slow log's group in the %s site", (site) => {
  const stack = configuration[site];
  const name = `/aws/elasticache/redis${site === "dr" ? "-dr" : ""}-dev`;
  const group = blockOf(stack, "aws_cloudwatch_log_group", "slow-log");

  test("is kept for a week, destroyed with the stack, and there before the cache", () => {
    expect(group.block).toMatchObject({ name, retention_in_days: 7 });
    expect(group.block).not.toHaveProperty("skip_destroy");
    expect(strayLogs(stack)).toEqual([]);
  });

  test("is missed where it is missing, or named in words alone", () => {
    const [, groupName = ""] = group.address.split(".");
    const others = { ...stack.resource?.aws_cloudwatch_log_group };
    delete others[groupName];
    const without = { ...stack, resource: { ...stack.resource, aws_cloudwatch_log_group: others } };
    expect(strayLogs(without)).toEqual([reference(group, "name")]);
    const inWords = structuredClone(stack);
    const [slow] = argumentsIn(inWords, "aws_elasticache_replication_group")
      .log_delivery_configuration as Record<string, unknown>[];
    slow!.destination = name;
    expect(strayLogs(inWords)).toEqual([name]);
  });
});

test("GS-FIX-06: the pipeline takes its sources from anywhere but CodeCommit", () => {
  const types = SITES.flatMap((site) => addressedBlocks(configuration[site]).map(({ type }) => type));
  expect(types).toContain("aws_codepipeline");
  expect(types.filter((type) => type.startsWith("aws_codecommit"))).toEqual([]);
  const source = { kind: "codecommit", repository: "globalstream" };
  expect(() => smallGlobalstream({ pipeline: { source } })).toThrow(/Expected 's3' \| 'connection'/);
});

describe("GS-FIX-07: an import", () => {
  const { config } = ts.readConfigFile(join(__dirname, "../../../tsconfig.json"), ts.sys.readFile) as {
    config: Record<string, object>;
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ".");

  /** What the compiler, with the project's options, says of a file's names. */
  function complaintsOf(text: string): string[] {
    const file = "example.ts";
    const host = ts.createCompilerHost(options);
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    const program = ts.createProgram(
      [file],
      { ...options, noLib: true, types: [] },
      {
        ...host,
        getSourceFile: (name) => (name === file ? source : undefined),
      },
    );
    return program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ code, messageText }) => `${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  }

  test("that nothing uses stops the compiler", () => {
    expect(complaintsOf('import { RedisCache } from "./cache";\nexport const one = 1;')).toContain(
      "6133: 'RedisCache' is declared but its value is never read.",
    );
  });

  test("that is missing stops the compiler", () => {
    expect(complaintsOf("export const logs = new LogGroup();")).toContain(
      "2304: Cannot find name 'LogGroup'.",
    );
  });

  test("that is used does not", () => {
    expect(complaintsOf('import { one } from "./one";\nexport const two = one;').join()).not.toContain(
      "6133",
    );
  });
});
