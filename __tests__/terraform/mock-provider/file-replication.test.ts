import { Store, type MockProvider } from "../../../src/terraform/mock-provider";
import {
  fileSystemDeletionFaults,
  replicationFaults,
  startReplicating,
  stopReplicating,
} from "../../../src/terraform/mock-provider/store/file-replication";
import type { ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { describeWithTerraform } from "../../support/optional";
import { startFor, Workspace } from "./rehearsal";

const LONDON = "eu-west-2";
const VIRGINIA = "us-east-1";

const stored = (type: string, region: string, id: string, attributes: ObjectValue) => ({
  type,
  region,
  id,
  attributes: { id, ...attributes },
  secrets: {},
});
const fileSystem = (id: string, region: string, attributes: ObjectValue = {}) =>
  stored("aws_efs_file_system", region, id, { encrypted: true, protection: [], ...attributes });
const unprotected = { protection: [{ replication_overwrite: "DISABLED" }] };
const replication = (source: string, destination: string) =>
  stored("aws_efs_replication_configuration", LONDON, source, {
    source_file_system_id: source,
    destination: [{ file_system_id: destination }],
  });

describe("a replication of file systems", () => {
  let store: Store;
  const forward = replication("fs-source", "fs-copy");
  const protectionOf = (id: string) =>
    store.find("aws_efs_file_system", ["id"], id)[0]?.attributes.protection;

  beforeEach(() => {
    store = new Store();
    store.put(fileSystem("fs-source", LONDON));
    store.put(fileSystem("fs-copy", VIRGINIA, unprotected));
  });

  it("makes its destination a copy, and protects it again when it goes", () => {
    expect(replicationFaults(store, forward.attributes)).toEqual([]);
    startReplicating(store, forward);
    expect(protectionOf("fs-copy")).toEqual([{ replication_overwrite: "REPLICATING" }]);
    expect(protectionOf("fs-source")).toEqual([]);
    stopReplicating(store, forward);
    expect(protectionOf("fs-copy")).toEqual([{ replication_overwrite: "ENABLED" }]);
  });

  it("is refused into a file system that is protected, as each is from the start", () => {
    expect(replicationFaults(store, replication("fs-copy", "fs-source").attributes)).toEqual([
      "fs-source is protected against being overwritten: its replication_overwrite must be DISABLED.",
    ]);
  });

  it("is refused while either file system takes part in another one", () => {
    store.put(forward);
    startReplicating(store, forward);
    store.put(fileSystem("fs-third", VIRGINIA, unprotected));
    expect(replicationFaults(store, replication("fs-source", "fs-third").attributes)).toEqual([
      expect.stringMatching(/^fs-source takes part in a replication already/),
    ]);
    expect(replicationFaults(store, replication("fs-copy", "fs-third").attributes)).toEqual([
      expect.stringMatching(/^fs-copy takes part in a replication already/),
    ]);
  });

  it("is refused from a file system into itself, and from an encrypted one into one that is not", () => {
    store.put(fileSystem("fs-plain", VIRGINIA, { ...unprotected, encrypted: false }));
    expect(replicationFaults(store, replication("fs-copy", "fs-copy").attributes)).toEqual([
      "fs-copy can't be the copy of itself.",
    ]);
    expect(replicationFaults(store, replication("fs-source", "fs-plain").attributes)).toEqual([
      "fs-source is encrypted, so its copy fs-plain must be encrypted too.",
    ]);
  });

  it("keeps both file systems from being deleted, and so do mount targets", () => {
    const source = fileSystem("fs-source", LONDON);
    expect(fileSystemDeletionFaults(store, source)).toEqual([]);
    store.put(forward);
    store.put(stored("aws_efs_mount_target", LONDON, "fsmt-1", { file_system_id: "fs-source" }));
    expect(fileSystemDeletionFaults(store, source)).toEqual([
      "fs-source still has 1 mount targets.",
      "fs-source takes part in a replication: delete that first.",
    ]);
    expect(fileSystemDeletionFaults(store, forward)).toEqual([]);
  });
});

describeWithTerraform("Terraform with file systems in the mock provider", () => {
  const ID = { primary: "${aws_efs_file_system.primary.id}", dr: "${aws_efs_file_system.dr.id}" };
  const ignored = { lifecycle: { ignore_changes: ["protection"] } };
  const config = (active: "primary" | "dr") => ({
    provider: { aws: [{ region: LONDON }, { alias: "dr", region: VIRGINIA }] },
    resource: {
      aws_efs_file_system: {
        primary: { creation_token: "primary", encrypted: true, ...ignored },
        dr: {
          provider: "aws.dr",
          creation_token: "dr",
          encrypted: true,
          protection: { replication_overwrite: "DISABLED" },
          ...ignored,
        },
      },
      aws_efs_replication_configuration: {
        forward: {
          count: active === "primary" ? 1 : 0,
          source_file_system_id: ID.primary,
          destination: { file_system_id: ID.dr, region: VIRGINIA },
        },
        reverse: {
          provider: "aws.dr",
          count: active === "dr" ? 1 : 0,
          source_file_system_id: ID.dr,
          destination: { file_system_id: ID.primary, region: LONDON },
        },
      },
    },
  });
  let provider: MockProvider;
  let workspace: Workspace;

  beforeAll(async () => {
    provider = await startFor([config("primary")]);
    workspace = new Workspace(provider, config("primary"));
    await workspace.init();
  });

  afterAll(() => {
    provider.stop();
    workspace.remove();
  });

  it("plans nothing though AWS answers REPLICATING, and can't turn the direction before the protection is lifted", async () => {
    await workspace.apply();
    expect(await workspace.plan()).toMatchObject({ status: 0 });

    // A failover deletes the replication from outside.
    const [forward] = provider.store.list("aws_efs_replication_configuration");
    const primaryId = String(forward?.attributes.source_file_system_id);
    provider.store.delete(LONDON, "aws_efs_replication_configuration", primaryId);
    workspace.write(config("dr"));
    const refused = await workspace.run("apply", "-auto-approve", "-input=false");
    expect(refused.status).toBe(1);
    expect(refused.output).toContain("is protected against being overwritten");

    provider.store.update(LONDON, "aws_efs_file_system", primaryId, {
      protection: [{ replication_overwrite: "DISABLED" }],
    });
    expect(await workspace.apply()).toContain("1 added, 0 changed, 0 destroyed");
    expect(await workspace.plan()).toMatchObject({ status: 0 });
    await workspace.destroy();
    expect(provider.store.list()).toEqual([]);
  });
});
