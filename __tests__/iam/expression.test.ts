import { Fn, Token } from "cdktf";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { readExpression } from "../../src/iam/expression";
import { argumentsOf, synthesizeStack } from "../support/stack";

describe("readExpression", () => {
  it("reads what CDKTF writes", () => {
    const configuration = synthesizeStack((stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      const document = {
        "a:b": [queue.arn, `${queue.arn}/*`, "two words"],
        empty: {},
        none: [],
        number: 1.5,
        truth: true,
        joined: Fn.join("/", [queue.name, "x, y]"]),
      };
      const insecureValue = Token.asString(Fn.jsonencode(document));
      new SsmParameter(stack, "parameter", { name: "p", type: "String", insecureValue });
    });
    const written = String(argumentsOf(configuration, "aws_ssm_parameter").insecure_value);
    const [, expression = ""] = /^\$\{jsonencode\((.*)\)\}$/.exec(written) ?? [];

    expect(readExpression(expression)).toEqual({
      "a:b": ["${aws_sqs_queue.queue.arn}", "${aws_sqs_queue.queue.arn}/*", "two words"],
      empty: {},
      none: [],
      number: 1.5,
      truth: true,
      joined: '${join("/", [aws_sqs_queue.queue.name, "x, y]"])}',
    });
  });

  it.each<[string, unknown]>([
    ['{ Effect = "Allow", Action : [ ] }', { Effect: "Allow", Action: [] }],
    ['{"a" = null}', { a: null }],
    ['["${jsonencode({"k" = "}"})}:*"]', ['${jsonencode({"k" = "}"})}:*']],
    ['"line\\nbreak"', "line\nbreak"],
    ['"say \\"so\\", \\\\"', 'say "so", \\'],
    ["local.statements[0].text", "${local.statements[0].text}"],
  ])("reads %s", (text, value) => {
    expect(readExpression(text)).toEqual(value);
  });

  it.each([
    ["a text without an end", '"abc', "expected more"],
    ["a list without an end", '["a"', "expected"],
    ["something after the end", "[] []", "expected the end"],
    ["nothing", "", "expected a value"],
    ["an object without a value", '{"a" = }', "expected a value"],
    ["an object without a sign between", '{"a" "b"}', "expected ="],
  ])("refuses %s", (_what, text, message) => {
    expect(() => readExpression(text)).toThrow(message);
  });
});
