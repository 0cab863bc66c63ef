import { Fn, Token } from "cdktf";
import { jsonText } from "../../src/terraform/json-text";

describe("JSON text", () => {
  test("without references is JSON", () => {
    expect(jsonText({ a: [1, "b", null, { c: true }] })).toBe('{"a":[1,"b",null,{"c":true}]}');
  });

  test.each([
    ["a text", { a: [{ b: Token.asString(Fn.upper("x")) }] }],
    ["a number deep inside", { a: [[{ b: Token.asNumber(Fn.abs(-1)) }]] }],
  ])("with a reference as %s is left to Terraform", (_what, value) => {
    expect(Token.isUnresolved(jsonText(value))).toBe(true);
  });
});
