import { resolve } from "../../../src/failover/aws/configurations/references";

const known = { name: "database-dev", alias: "${aws_kms_key.data.name}" };
const lookup = (_type: string, name: string) => (name === "data" ? known : undefined);

describe("a value of a configuration, as AWS would have it", () => {
  test("names what is referred to, also where that refers on", () => {
    expect(resolve("key ${aws_kms_key.data.alias}", lookup, "primary")).toBe("key database-dev");
  });

  test("keeps what nobody knows", () => {
    expect(resolve("${aws_kms_key.other.arn}", lookup, "primary")).toBe("${aws_kms_key.other.arn}");
  });

  test("follows the role", () => {
    const byRole = '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? 2 : 1}';
    expect([resolve(byRole, lookup, "dr"), resolve(byRole, lookup, "primary")]).toEqual([2, 1]);
  });

  test("reads JSON that Terraform writes", () => {
    const text = resolve('${jsonencode({"a" = aws_kms_key.data.name, "b" = [1, true]})}', lookup, "primary");
    expect(JSON.parse(String(text))).toEqual({ a: "database-dev", b: [1, true] });
  });
});
