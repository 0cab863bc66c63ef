import { Certificate } from "../../../src/constructs/ingress/certificate";
import { argumentsOf, blockOf, blocksOf, reference, synthesizeStack } from "../../support/stack";

const names = {
  service: "payments-dev.example.com",
  sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
};
const primary = synthesizeStack(
  (stack) => new Certificate(stack, "certificate", { names, validationZoneId: "Z1" }),
);
const dr = synthesizeStack((stack) => new Certificate(stack, "certificate", { names }), { site: "dr" });

test("both sites ask for the same names, which DNS proves", () => {
  for (const configuration of [primary, dr]) {
    expect(argumentsOf(configuration, "aws_acm_certificate")).toEqual({
      domain_name: "payments-dev.example.com",
      subject_alternative_names: ["primary.payments-dev.example.com", "dr.payments-dev.example.com"],
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
  }
});

test("the primary stack makes a record for every name of either site, under literal addresses", () => {
  const options = `${blockOf(primary, "aws_acm_certificate").address}.domain_validation_options`;
  const part = (attribute: string, name: string) =>
    `\${one([for option in ${options} : option.${attribute} if option.domain_name == "${name}"])}`;
  const records = blocksOf(primary, "aws_route53_record");
  expect(records.map(({ block }) => block)).toEqual(
    [names.sites.dr, names.sites.primary, names.service].map((name) => ({
      zone_id: "Z1",
      name: part("resource_record_name", name),
      type: "CNAME",
      ttl: 300,
      records: [part("resource_record_value", name)],
    })),
  );
  expect(records.map(({ address }) => address)).toEqual(
    ["dr", "primary", "service"].map(
      (key) => expect.stringContaining(`certificate_validation-${key}_`) as string,
    ),
  );
  expect(argumentsOf(primary, "aws_acm_certificate_validation")).toEqual({
    certificate_arn: reference(blockOf(primary, "aws_acm_certificate"), "arn"),
    validation_record_fqdns: records.toReversed().map((record) => reference(record, "fqdn")),
    timeouts: { create: "30m" },
  });
});

test("the DR stack makes none, and waits in its own region only", () => {
  expect(blocksOf(dr, "aws_route53_record")).toEqual([]);
  expect(argumentsOf(dr, "aws_acm_certificate_validation")).toEqual({
    certificate_arn: reference(blockOf(dr, "aws_acm_certificate"), "arn"),
    timeouts: { create: "30m" },
  });
});

test("whoever uses the certificate waits until it is issued", () => {
  let arn = "";
  const configuration = synthesizeStack((stack) => {
    ({ arn } = new Certificate(stack, "certificate", { names }));
    stack.addOutputs({ Arn: arn });
  });
  expect(configuration.output?.Arn?.value).toBe(
    reference(blockOf(configuration, "aws_acm_certificate_validation"), "certificate_arn"),
  );
});
