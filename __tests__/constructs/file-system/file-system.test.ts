import { Aspects } from "cdktf";
import { FileSystem } from "../../../src/constructs/file-system/file-system";
import { fileSystemToken } from "../../../src/constructs/file-system/names";
import { fileSystemSettings } from "../../../src/constructs/file-system/settings";
import { answersIn } from "../../../src/policy/answers";
import { ProtectStatefulResources } from "../../../src/stacks/protect-stateful-resources";
import { configurationOf } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  destroyableEnvironment,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { KEY, SETTINGS } from "./synthesize-file-system";

const TYPE = "aws_efs_file_system";

describe("a file system", () => {
  const configuration = synthesizeStack((stack) => {
    new FileSystem(stack, "file-system", { settings: SETTINGS, keyArn: KEY });
  });

  test("is encrypted, elastic, over all zones, and found by its token", () => {
    expect(argumentsOf(configuration, TYPE)).toEqual({
      creation_token: "payments-file-system-dev",
      encrypted: true,
      kms_key_id: KEY,
      performance_mode: "generalPurpose",
      throughput_mode: "elastic",
      lifecycle_policy: [
        { transition_to_ia: "AFTER_30_DAYS" },
        { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
      ],
      tags: { Name: "payments-file-system-dev" },
      lifecycle: { ignore_changes: ["protection"] },
    });
  });

  test("tells the cost table what it is expected to hold", () => {
    const stack = regionalStack();
    new FileSystem(stack, "file-system", {
      settings: fileSystemSettings.parse({ expectedGigabytes: 10_000 }),
      keyArn: KEY,
    });
    expect(argumentsOf(configurationOf(stack), TYPE)).toMatchObject({ "//": { expected_gigabytes: 10_000 } });
  });

  test("leaves EFS's own backups off: the backup plan makes them", () => {
    expect(argumentsOf(configuration, "aws_efs_backup_policy")).toEqual({
      file_system_id: reference(blockOf(configuration, TYPE), "id"),
      backup_policy: { status: "DISABLED" },
    });
  });

  test("that starts as the copy may be overwritten by a replication, and stands in its own region", () => {
    const copy = synthesizeAliased((scope) => {
      const settings = fileSystemSettings.parse({ transitionToIaDays: 1 });
      new FileSystem(scope, "file-system", { settings, keyArn: KEY, startsAsCopy: true });
    });
    expect(argumentsOf(copy, TYPE)).toMatchObject({
      provider: "aws.dr",
      creation_token: "payments-file-system-dr-dev",
      lifecycle_policy: [{ transition_to_ia: "AFTER_1_DAY" }, {}],
      protection: { replication_overwrite: "DISABLED" },
      lifecycle: { ignore_changes: ["protection"] },
    });
    expect(argumentsOf(copy, "aws_efs_backup_policy").provider).toBe("aws.dr");
  });

  test("answers the scanner that sees no backup of the copy in its stack, and of the copy alone", () => {
    const checks = [true, false].map((startsAsCopy) => {
      const stack = regionalStack();
      new FileSystem(stack, "file-system", { settings: SETTINGS, keyArn: KEY, startsAsCopy });
      return answersIn("primary", configurationOf(stack)).map(({ check }) => check);
    });
    expect(checks).toEqual([["CKV2_AWS_18"], []]);
  });

  test("of a protected environment can't be destroyed, and still leaves its protection to the replication", () => {
    const kept = synthesizeStack((stack) => {
      new FileSystem(stack, "file-system", { settings: SETTINGS, keyArn: KEY });
      Aspects.of(stack).add(new ProtectStatefulResources());
    });
    expect(argumentsOf(kept, TYPE).lifecycle).toEqual({
      ignore_changes: ["protection"],
      prevent_destroy: true,
    });
  });
});

test("a token of either site is computed, and fits with a long suffix", () => {
  const environment = destroyableEnvironment({ suffix: "synth6719388248" });
  const stack = regionalStack({ environment });
  expect(fileSystemToken(stack, "dr")).toBe("payments-file-system-dr-synth6719388248");
  expect(fileSystemToken(stack)).toBe("payments-file-system-synth6719388248");
});

describe("the settings of a file system", () => {
  const problems = (given: unknown) =>
    (fileSystemSettings.safeParse(given).error?.issues ?? []).map(({ path }) => path.join("."));

  test("may all be left out", () => {
    expect(fileSystemSettings.parse(undefined)).toEqual({ transitionToIaDays: 30, expectedGigabytes: 100 });
  });

  test("take the days that EFS knows, and sizes above nothing", () => {
    expect(problems({ transitionToIaDays: 10, expectedGigabytes: 0 })).toEqual([
      "transitionToIaDays",
      "expectedGigabytes",
    ]);
  });
});
