import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { Planner } from "../../../src/terraform/mock-provider/server/plan";
import { UNKNOWN, type ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { configuration } from "./configuration";

const PLACE = { region: "us-east-1", account: "123456789012", partition: "aws" };
const SESSION = { region: "us-east-1", defaultTags: { system: "shop", team: "a" } };

function planner(type: string): { plan: Planner; full: (given: ObjectValue) => ObjectValue } {
  const model = resourceModel(type);
  return { plan: new Planner(model, SESSION, PLACE), full: (given) => configuration(model.block, given) };
}

describe("the plan of a new resource", () => {
  const { plan, full } = planner("aws_kms_key");
  const config = full({ multi_region: true, tags: { team: "b" } });
  const planned = plan.plan(config, config, null);

  it("knows what is configured, what has a default, and the region", () => {
    expect(planned).toMatchObject({ multi_region: true, key_usage: "ENCRYPT_DECRYPT", region: "us-east-1" });
  });

  it("doesn't know what AWS decides, and leaves out what nobody does", () => {
    expect(planned).toMatchObject({ arn: UNKNOWN, policy: UNKNOWN, custom_key_store_id: null });
  });

  it("adds the default tags, which the resource's own go before", () => {
    expect(planned["tags_all"]).toEqual({ system: "shop", team: "b" });
  });

  it("never holds what is written only", () => {
    const secret = planner("aws_secretsmanager_secret_version");
    const given = secret.full({ secret_id: "a", secret_string_wo: "hidden", secret_string_wo_version: 1 });
    expect(secret.plan.plan(given, given, null)["secret_string_wo"]).toBeNull();
  });
});

describe("the plan of a resource that exists", () => {
  it("keeps what AWS decided, and goes back to the default of what is no longer configured", () => {
    const { plan, full } = planner("aws_kms_key");
    const prior = full({ arn: "arn", key_id: "k", policy: "{}", is_enabled: false });
    const proposed = full({ arn: "arn", key_id: "k", policy: "{}", is_enabled: false });
    expect(plan.plan(full({}), proposed, prior)).toMatchObject({
      arn: "arn",
      policy: "{}",
      is_enabled: true,
    });
  });

  it("keeps the answers of a set's old elements and waits for those of new ones", () => {
    const { plan, full } = planner("aws_dynamodb_table");
    const base = { name: "orders", billing_mode: "PAY_PER_REQUEST", hash_key: "id" };
    const west = {
      region_name: "us-west-2",
      propagate_tags: false,
      point_in_time_recovery: false,
      arn: "arn-west",
    };
    const prior = full({ ...base, replica: [west] });
    const config = full({ ...base, replica: [{ region_name: "eu-west-1" }, { region_name: "us-west-2" }] });
    const proposed = full({ ...base, replica: [{ region_name: "eu-west-1" }, west] });
    expect(plan.plan(config, proposed, prior)["replica"]).toMatchObject([
      { region_name: "eu-west-1", arn: UNKNOWN, propagate_tags: false },
      { region_name: "us-west-2", arn: "arn-west" },
    ]);
  });

  it("finds an old element that holds a set again, unless something in there has changed", () => {
    const { plan, full } = planner("aws_backup_plan");
    const ruleWith = (copy: ObjectValue, answers: ObjectValue = {}): ObjectValue => ({
      name: "a",
      rule: [{ rule_name: "daily", target_vault_name: "vault", copy_action: [copy], ...answers }],
    });
    const copy = { destination_vault_arn: "copies", lifecycle: [{ delete_after: 7 }] };
    const answered = {
      ...copy,
      lifecycle: [{ delete_after: 7, opt_in_to_archive_for_supported_resources: false }],
    };
    const windows = { start_window: 60, completion_window: 180, schedule_expression_timezone: "Etc/UTC" };
    const prior = full(ruleWith(answered, { ...windows, enable_continuous_backup: false }));
    const rulesOf = (given: ObjectValue) => plan.plan(full(given), full(given), prior)["rule"];

    expect(rulesOf(ruleWith(copy))).toEqual(prior["rule"]);
    expect(rulesOf(ruleWith({ ...copy, lifecycle: [{ delete_after: 8 }] }))).toMatchObject([
      {
        copy_action: [
          { lifecycle: [{ delete_after: 8, opt_in_to_archive_for_supported_resources: UNKNOWN }] },
        ],
      },
    ]);
    expect(rulesOf({ ...ruleWith(copy), rule: [] })).toEqual([]);
  });

  it("waits for answers that follow a changed argument", () => {
    const { plan, full } = planner("aws_ssm_parameter");
    const prior = full({ name: "/a", type: "String", insecure_value: "x", version: 1 });
    const changed = full({ name: "/a", type: "String", insecure_value: "y" });
    const proposed = { ...changed, version: 1 };
    expect(plan.plan(changed, proposed, prior)["version"]).toBe(UNKNOWN);
    expect(plan.plan({ ...changed, insecure_value: "x" }, prior, prior)["version"]).toBe(1);
  });

  it("replaces the resource for what can't be changed, and names the block that holds it", () => {
    const { plan, full } = planner("aws_ecs_service");
    const prior = full({ name: "a", deployment_controller: [{ type: "ECS" }], desired_count: 1 });
    const planned = full({ name: "b", deployment_controller: [{ type: "CODE_DEPLOY" }], desired_count: 2 });
    expect(plan.replacing(prior, planned)).toEqual(["name", "deployment_controller"]);
    expect(plan.replacing(prior, { ...prior, region: "us-west-2" })).toEqual(["region"]);
  });
});
