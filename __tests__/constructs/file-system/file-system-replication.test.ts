import {
  FileSystemReplication,
  type FileSystemReplicationProps,
} from "../../../src/constructs/file-system/file-system-replication";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import { argumentsOf, blocksOf, regionalStack, synthesizeStack } from "../../support/stack";
import { roleOf } from "./synthesize-file-system";

const TYPE = "aws_efs_replication_configuration";
const fileSystemIds: FileSystemReplicationProps["fileSystemIds"] = { primary: "fs-primary", dr: "fs-dr" };

describe("the replication of a file system", () => {
  const configuration = synthesizeStack((stack) => {
    new FileSystemReplication(stack, "replication", { fileSystemIds, role: roleOf(stack, "primary") });
  });

  test("runs from the primary site while that is active", () => {
    expect(argumentsOf(configuration, TYPE, "forward")).toEqual({
      count: '${(data.aws_ssm_parameter.role.insecure_value == "primary") ? 1 : 0}',
      source_file_system_id: "fs-primary",
      destination: { file_system_id: "fs-dr", region: "us-east-2" },
      timeouts: { create: "45m", delete: "45m" },
    });
  });

  test("runs from the DR site while that is active, made in its region", () => {
    expect(argumentsOf(configuration, TYPE, "reverse")).toEqual({
      provider: "aws.dr",
      count: '${(data.aws_ssm_parameter.role.insecure_value == "primary") ? 0 : 1}',
      source_file_system_id: "fs-dr",
      destination: { file_system_id: "fs-primary", region: "us-east-1" },
      timeouts: { create: "45m", delete: "45m" },
    });
  });

  test("has two directions, of which one is there at a time", () => {
    const counts = blocksOf(configuration, TYPE).map(({ block }) =>
      String(block.count).split("?")[1]?.trim(),
    );
    expect(counts.sort()).toEqual(["0 : 1}", "1 : 0}"]);
  });

  test("is no business of the DR stack, nor of an aliased scope", () => {
    const dr = regionalStack({ site: "dr" });
    expect(() => new FileSystemReplication(dr, "it", { fileSystemIds, role: roleOf(dr, "primary") })).toThrow(
      "both directions belong to the primary stack",
    );
    const primary = regionalStack();
    const aliased = new AliasedScope(primary, "dr-region", "dr");
    const role = roleOf(primary, "primary");
    expect(() => new FileSystemReplication(aliased, "it", { fileSystemIds, role })).toThrow(
      "both directions belong to the primary stack",
    );
  });

  test("follows the role of the primary site alone: another one's would turn it round", () => {
    const stack = regionalStack();
    const role = roleOf(stack, "dr");
    expect(() => new FileSystemReplication(stack, "it", { fileSystemIds, role })).toThrow(
      "the role must be the primary site's, not the one of dr",
    );
  });
});
