import { Token } from "cdktf";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { SiteRole } from "../../src/constructs/failover/site-role";
import { flagOf, NotPriced, numberOf } from "../../src/cost/expression";
import { argumentsOf, synthesizeStack } from "../support/stack";

describe("numberOf", () => {
  it.each<["primary" | "dr", string, number]>([
    ["primary", "primary", 10],
    ["primary", "dr", 0.5],
    ["dr", "dr", 10],
    ["dr", "primary", 0.5],
  ])("follows what SiteRole writes: %s while %s is active", (site, activeSite, expected) => {
    const configuration = synthesizeStack((stack) => {
      const mirror = new SsmParameter(stack, "active-site", { name: "a", type: "String" });
      const role = new SiteRole(site, mirror.insecureValue);
      const text = role.chooseText({ active: "10", standby: "0.5" });
      const number = Token.asString(role.choose({ active: 10, standby: 0.5 }));
      new SsmParameter(stack, "sized", {
        name: "b",
        type: "String",
        insecureValue: text,
        description: number,
      });
    });
    const { insecure_value, description } = argumentsOf(configuration, "aws_ssm_parameter", "sized");

    expect(numberOf(insecure_value, activeSite as "primary")).toBe(expected);
    expect(numberOf(description, activeSite as "primary")).toBe(expected);
  });

  it.each([
    [7, 7],
    ["1024", 1024],
    ["0.25", 0.25],
  ])("takes %j", (value, number) => {
    expect(numberOf(value, "primary")).toBe(number);
  });

  it.each([
    undefined,
    "",
    " ",
    "many",
    null,
    true,
    "${var.size}",
    '${(a == "primary") ? max(1, 2) : var.size}',
    '${(a == "elsewhere") ? 1 : 2}',
    '${(a == "primary") ? ((b == "x") ? 1 : 2) : 3}',
  ])("refuses %j, which only Terraform knows", (value) => {
    expect(() => numberOf(value, "primary")).toThrow(NotPriced);
  });
});

describe("flagOf", () => {
  const follows = '${(data.aws_ssm_parameter.active-site.insecure_value == "dr") ? true : false}';

  it.each<[unknown, "primary" | "dr", boolean]>([
    [follows, "dr", true],
    [follows, "primary", false],
    [true, "primary", true],
    [false, "dr", false],
    ["true", "primary", true],
  ])("reads %s while %s is active", (value, activeSite, expected) => {
    expect(flagOf(value, activeSite)).toBe(expected);
  });

  it.each(["${var.flag}", "yes", 1, undefined])("has no answer to %s", (value) => {
    expect(() => flagOf(value, "dr")).toThrow(NotPriced);
  });
});
