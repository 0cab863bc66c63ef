import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { configProblems } from "../../../src/terraform/mock-provider/checks/config";
import { replicaProblems } from "../../../src/terraform/mock-provider/checks/database-instances";
import { deletionProblems } from "../../../src/terraform/mock-provider/checks/deletion";
import { referenceProblems } from "../../../src/terraform/mock-provider/checks/references";
import { Cloud } from "../../../src/terraform/mock-provider/server/session";
import { join, leave } from "../../../src/terraform/mock-provider/store/membership";
import { Store, type StoredResource } from "../../../src/terraform/mock-provider/store/store";
import { UNKNOWN, type ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { configuration } from "./configuration";

const ACCOUNT = "123456789012";
const SOURCE = `arn:aws:rds:eu-west-2:${ACCOUNT}:db:films`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-1111-4111-8111-111111111111`;
const model = resourceModel("aws_db_instance");

const given = (more: ObjectValue): ObjectValue => configuration(model.block, more) as ObjectValue;
const instance = (more: ObjectValue = {}): ObjectValue => ({
  identifier: "films",
  instance_class: "db.t3.medium",
  engine: "postgres",
  allocated_storage: 100,
  username: "root",
  password_wo: "not a secret",
  password_wo_version: 1,
  ...more,
});
const replica = (more: ObjectValue = {}): ObjectValue => ({
  identifier: "films-dr",
  instance_class: "db.t3.medium",
  replicate_source_db: SOURCE,
  ...more,
});
const without = (name: string): ObjectValue =>
  Object.fromEntries(Object.entries(instance()).filter(([key]) => key !== name));

describe("a database instance", () => {
  const problemsOf = (more: ObjectValue) => configProblems(model, given(more)).map(({ detail }) => detail);

  it.each([
    ["as a source", instance()],
    ["as a replica", replica()],
    ["with values that are not known yet", instance({ max_allocated_storage: UNKNOWN })],
    ["from a snapshot", { identifier: "a", instance_class: "db.t3.medium", snapshot_identifier: "b" }],
  ])("is taken %s", (_what, more) => {
    expect(problemsOf(more)).toEqual([]);
  });

  it.each<[string, ObjectValue, string]>([
    ["without a size", without("allocated_storage"), "allocated_storage, snapshot_identifier"],
    ["without an engine", without("engine"), "engine, snapshot_identifier"],
    ["without an administrator", without("username"), "username, snapshot_identifier"],
    [
      "without a password",
      { ...without("password_wo"), password_wo_version: null },
      "password, password_wo, manage_master_user_password",
    ],
    ["with a database name on a replica", replica({ db_name: "films" }), "db_name, replicate_source_db"],
    ["with a user on a replica", replica({ username: "root" }), "replicate_source_db, username"],
    [
      "that grows to less than it has",
      instance({ max_allocated_storage: 50 }),
      "50 is below allocated_storage, which is 100",
    ],
    ["that is monitored by nobody", instance({ monitoring_interval: 60 }), "monitoring_role_arn: is needed"],
    [
      "with a key for insights that are off",
      instance({ performance_insights_kms_key_id: KEY }),
      "needs performance_insights_enabled",
    ],
    ["on a port that is none", instance({ port: 80 }), "allowed are 1150 to 65535"],
    ["with a short password", instance({ password_wo: "short" }), "allowed are 8 to 128"],
    ["kept for too long", instance({ backup_retention_period: 36 }), "allowed are 0 to 35"],
  ])("is refused %s", (_what, more, problem) => {
    expect(problemsOf(more)).toEqual([expect.stringContaining(problem)]);
  });
});

describe("a replica in another region", () => {
  let store: Store;
  const put = (attributes: ObjectValue = {}): StoredResource => {
    const source = {
      type: "aws_db_instance",
      region: "eu-west-2",
      id: "db-1",
      secrets: {},
      attributes: {
        ...instance(),
        id: "db-1",
        arn: SOURCE,
        db_name: "catalogue",
        engine_version_actual: "16.8",
        backup_retention_period: 7,
        storage_encrypted: true,
        replicas: [],
        ...attributes,
      },
    };
    store.put(source);
    return source;
  };
  const refused = (more: ObjectValue, region = "us-east-1") =>
    replicaProblems(model, given(replica(more)), region, store).map(({ detail }) => detail);

  beforeEach(() => {
    store = new Store();
  });

  it("is taken with a key of its own region", () => {
    put();
    expect(refused({ kms_key_id: KEY })).toEqual([]);
  });

  it("is refused without a key where its source is encrypted, but for its source's region", () => {
    put();
    expect(refused({})).toEqual([expect.stringContaining("a key of us-east-1")]);
    expect(refused({ replicate_source_db: "films" }, "eu-west-2")).toEqual([]);
    put({ storage_encrypted: false });
    expect(refused({})).toEqual([]);
  });

  it("is refused where its source has no backups", () => {
    put({ backup_retention_period: 0 });
    expect(refused({ kms_key_id: KEY })).toEqual([expect.stringContaining("has no automated backups")]);
  });

  it("is refused where its source does not exist, unless that region does not answer", () => {
    const dangling = (down: string[]) =>
      referenceProblems(model, given(replica()), "us-east-1", store, new Cloud(ACCOUNT, new Set(down)));
    expect(dangling([])).toMatchObject([
      { detail: expect.stringContaining("names no aws_db_instance in eu-west-2") as string },
    ]);
    expect(dangling(["eu-west-2"])).toEqual([]);
    put();
    expect(dangling([])).toEqual([]);
  });

  it("takes over what its source has, and stands in its list until it goes", () => {
    put();
    const follower: StoredResource = {
      type: "aws_db_instance",
      region: "us-east-1",
      id: "db-2",
      secrets: {},
      attributes: { ...given(replica()), id: "db-2", arn: SOURCE.replace("eu-west-2", "us-east-1") },
    };
    store.put(follower);
    join(store, follower);
    expect(store.get("us-east-1", "aws_db_instance", "db-2")?.attributes).toMatchObject({
      allocated_storage: 100,
      db_name: "catalogue",
      engine: "postgres",
      engine_version_actual: "16.8",
      username: "root",
    });
    const listed = () => store.get("eu-west-2", "aws_db_instance", "db-1")?.attributes.replicas;
    expect(listed()).toEqual([follower.attributes.arn]);
    leave(store, follower);
    expect(listed()).toEqual([]);
  });

  it("can't be deleted with a last snapshot", () => {
    const deletion = (more: ObjectValue) =>
      deletionProblems(model, given(more)).map(({ summary }) => summary);
    const final = { skip_final_snapshot: false, final_snapshot_identifier: "films-final" };
    expect(deletion(replica(final))).toEqual(["Final snapshot of a replica"]);
    expect(deletion(replica({ skip_final_snapshot: true }))).toEqual([]);
    expect(deletion(instance(final))).toEqual([]);
  });
});
