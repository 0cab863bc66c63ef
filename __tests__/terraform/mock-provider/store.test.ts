import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Store, typesInUse, type StoredResource } from "../../../src/terraform/mock-provider";

const parameter = (name: string, region: string): StoredResource => ({
  type: "aws_ssm_parameter",
  region,
  id: name,
  attributes: { id: name, name, insecure_value: "primary", version: 1 },
  secrets: { value_wo: "hidden" },
});

describe("the store", () => {
  let store: Store;

  beforeEach(() => {
    store = new Store();
    store.put(parameter("/b", "us-east-1"));
    store.put(parameter("/a", "us-east-1"));
    store.put(parameter("/a", "us-west-2"));
  });

  it("keeps regions apart", () => {
    expect(store.get("us-west-2", "aws_ssm_parameter", "/b")).toBeUndefined();
    expect(store.find("aws_ssm_parameter", ["name"], "/a", "us-east-1")).toHaveLength(1);
    expect(store.find("aws_ssm_parameter", ["name"], "/a")).toHaveLength(2);
  });

  it("lists in an order that does not depend on the order of creation", () => {
    expect(store.list().map(({ region, id }) => `${region} ${id}`)).toEqual([
      "us-east-1 /a",
      "us-east-1 /b",
      "us-west-2 /a",
    ]);
  });

  it("changes attributes from outside, and refuses to change what isn't there", () => {
    store.update("us-west-2", "aws_ssm_parameter", "/a", { insecure_value: "dr" });
    expect(store.get("us-west-2", "aws_ssm_parameter", "/a")?.attributes).toMatchObject({
      name: "/a",
      insecure_value: "dr",
    });
    expect(() => store.update("us-west-2", "aws_ssm_parameter", "/b", {})).toThrow("Nothing to change");
    expect(() => store.update("us-west-2", "aws_ssm_parameter", "/a", { valeu: "dr" })).toThrow(
      "aws_ssm_parameter has no attribute valeu",
    );
  });

  it("saves and loads everything, readable for the owner alone", () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "mock-store-"));
    const file = path.join(directory, "store.json");
    store.save(file);
    const loaded = new Store();
    loaded.load(file);
    expect(loaded.list()).toEqual(store.list());
    expect(fs.statSync(file).mode & 0o077).toBe(0);
    fs.rmSync(directory, { recursive: true });
  });

  it("is empty when its file does not exist yet", () => {
    store = new Store();
    store.load("/nowhere/store.json");
    expect(store.size).toBe(0);
  });
});

describe("the types in use", () => {
  it("are read out of synthesized stacks, other providers' types left out", () => {
    const primary = {
      resource: { aws_vpc: {}, random_pet: {} },
      ephemeral: { aws_secretsmanager_random_password: {} },
    };
    const dr = { resource: { aws_kms_key: {}, aws_vpc: {} }, data: { aws_region: {} } };
    expect(typesInUse(primary, dr)).toEqual({
      resources: ["aws_kms_key", "aws_vpc"],
      dataSources: ["aws_region"],
      ephemeral: ["aws_secretsmanager_random_password"],
      statementLevels: 1,
    });
  });

  it.each([
    [1, { rate_based_statement: [{ limit: 100 }] }],
    [2, { rate_based_statement: [{ scope_down_statement: [{ geo_match_statement: [{}] }] }] }],
    [3, { and_statement: [{ statement: [{ not_statement: [{ statement: [{}] }] }] }] }],
  ])("tell %i levels of statements in a web ACL", (levels, statement) => {
    const stack = { resource: { aws_wafv2_web_acl: { acl: { rule: [{ statement: [statement] }] } } } };
    expect(typesInUse(stack).statementLevels).toBe(levels);
  });
});
