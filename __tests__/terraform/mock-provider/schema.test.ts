import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { UnknownTypeError } from "../../../src/terraform/mock-provider/schema/location";
import { objectType, type Block } from "../../../src/terraform/mock-provider/schema/model";
import { readSchema } from "../../../src/terraform/mock-provider/schema/reader";

const blockAt = (block: Block, path: string): Block =>
  path.split(".").reduce((inside, name) => inside.blocks[name]!.block, block);

describe("what the bindings tell of a resource type", () => {
  it("tells required, optional and computed attributes apart", () => {
    const { attributes } = readSchema("resource", "aws_kms_replica_key");
    expect(attributes["primary_key_arn"]).toEqual({ type: "string", required: true });
    expect(attributes["description"]).toEqual({ type: "string", optional: true });
    expect(attributes["key_id"]).toEqual({ type: "string", computed: true });
  });

  it("reads the types of attributes", () => {
    const { attributes } = readSchema("resource", "aws_rds_cluster");
    expect(attributes["backup_retention_period"]?.type).toBe("number");
    expect(attributes["storage_encrypted"]?.type).toBe("bool");
    expect(attributes["availability_zones"]?.type).toEqual(["set", "string"]);
    expect(attributes["tags"]?.type).toEqual(["map", "string"]);
    expect(attributes["master_user_secret"]).toEqual({
      type: ["list", ["object", { kms_key_id: "string", secret_arn: "string", secret_status: "string" }]],
      computed: true,
    });
  });

  it.each([
    ["aws_rds_cluster", "serverlessv2_scaling_configuration", { nesting: "list", min: 0, max: 1 }],
    ["aws_rds_cluster", "timeouts", { nesting: "single", min: 0, max: 0 }],
    ["aws_wafv2_web_acl", "default_action", { nesting: "list", min: 1, max: 1 }],
    ["aws_wafv2_web_acl", "rule", { nesting: "set", min: 0, max: 0 }],
    ["aws_dynamodb_table", "replica", { nesting: "set", min: 0, max: 0 }],
    ["aws_secretsmanager_secret_rotation", "rotation_rules", { nesting: "list", min: 1, max: 1 }],
    ["aws_s3_bucket_versioning", "versioning_configuration", { nesting: "list", min: 1, max: 1 }],
    ["aws_lb_listener", "default_action", { nesting: "list", min: 1, max: 0 }],
    ["aws_kms_key", "timeouts", { nesting: "single", min: 0, max: 0 }],
  ])("%s has the block %s", (type, name, expected) => {
    const block = readSchema("resource", type);
    expect(block.blocks[name]).toMatchObject(expected);
    expect(block.attributes).not.toHaveProperty(name);
  });

  it("keeps rules of a security group an attribute, because they can be unset", () => {
    const block = readSchema("resource", "aws_security_group");
    expect(block.blocks).not.toHaveProperty("ingress");
    expect(block.attributes["ingress"]).toMatchObject({ optional: true, computed: true });
    expect(block.attributes["ingress"]?.type).toMatchObject([
      "set",
      ["object", { cidr_blocks: ["list", "string"] }],
    ]);
  });

  it("reads blocks in blocks", () => {
    const rule = blockAt(
      readSchema("resource", "aws_s3_bucket_server_side_encryption_configuration"),
      "rule",
    );
    expect(rule.blocks["apply_server_side_encryption_by_default"]).toMatchObject({ nesting: "list", max: 1 });
    expect(
      blockAt(rule, "apply_server_side_encryption_by_default").attributes["sse_algorithm"]?.required,
    ).toBe(true);
  });

  it("reads a type whose bindings are spread over several files", () => {
    const block = readSchema("resource", "aws_medialive_channel");
    expect(blockAt(block, "encoder_settings.audio_descriptions").attributes).toHaveProperty(
      "audio_selector_name",
    );
  });

  it("reads data sources and the provider itself", () => {
    const parameter = readSchema("data", "aws_ssm_parameter");
    expect(parameter.attributes["name"]).toEqual({ type: "string", required: true });
    expect(parameter.attributes["insecure_value"]?.computed).toBe(true);
    const provider = readSchema("provider", "aws");
    expect(provider.attributes["allowed_account_ids"]?.type).toEqual(["set", "string"]);
    expect(provider.attributes).not.toHaveProperty("alias");
    expect(blockAt(provider, "default_tags").attributes["tags"]?.type).toEqual(["map", "string"]);
  });

  it("names a type that the bindings don't have", () => {
    expect(() => readSchema("resource", "aws_flying_carpet")).toThrow(UnknownTypeError);
    expect(() => readSchema("data", "aws_flying_carpet")).toThrow('no data source type "aws_flying_carpet"');
  });

  it("gives a block the type of an object with all its parts", () => {
    const [, fields] = objectType(readSchema("resource", "aws_s3_bucket_versioning")) as [string, object];
    expect(fields).toMatchObject({
      bucket: "string",
      versioning_configuration: ["list", ["object", { mfa_delete: "string", status: "string" }]],
    });
  });
});

describe("what facts add to the bindings", () => {
  it("marks what AWS fills in", () => {
    const { block } = resourceModel("aws_kms_key");
    expect(block.attributes["policy"]).toEqual({ type: "string", optional: true, computed: true });
    expect(block.attributes["region"]).toEqual({ type: "string", optional: true, computed: true });
    expect(block.attributes["custom_key_store_id"]).toEqual({ type: "string", optional: true });
  });

  it("makes arguments that end in _wo write-only, but not the answers that end alike", () => {
    const { block } = resourceModel("aws_secretsmanager_secret_version");
    expect(block.attributes["secret_string_wo"]).toMatchObject({ writeOnly: true, sensitive: true });
    expect(block.attributes["has_secret_string_wo"]).toEqual({ type: "bool", computed: true });
    expect(block.attributes["secret_string"]?.sensitive).toBe(true);
  });

  it("describes the statements of a web ACL, three levels deep", () => {
    const { block } = resourceModel("aws_wafv2_web_acl");
    const deepest = "rule.statement.and_statement.statement.not_statement.statement";
    expect(blockAt(block, `${deepest}.geo_match_statement`).attributes["country_codes"]?.required).toBe(true);
    expect(blockAt(block, deepest).blocks).not.toHaveProperty("and_statement");
  });

  it("knows global types by their lack of a region", () => {
    expect(resourceModel("aws_iam_role").global).toBe(true);
    expect(resourceModel("aws_kms_key").global).toBe(false);
  });
});
