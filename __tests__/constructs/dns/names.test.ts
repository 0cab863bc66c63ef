import { hostNames } from "../../../src/constructs/dns/host-names";
import { PublicZone } from "../../../src/constructs/dns/public-zone";
import {
  argumentsOf,
  blockOf,
  destroyableEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";

test("the names of both sites are the same in both stacks", () => {
  for (const site of ["primary", "dr"] as const) {
    const environment = destroyableEnvironment({ domain: "example.com" });
    expect(hostNames(regionalStack({ site, environment }))).toEqual({
      service: "payments-dev.example.com",
      sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
    });
  }
});

test("without a domain there are none", () => {
  const environment = { ...destroyableEnvironment(), domain: undefined };
  expect(hostNames(regionalStack({ environment }))).toBeUndefined();
});

test("the primary stack looks the public zone up", () => {
  const configuration = synthesizeStack((stack) => {
    stack.addOutputs({ Zone: new PublicZone(stack, "zone", { domain: "example.com" }).id });
  });
  expect(argumentsOf(configuration, "data.aws_route53_zone")).toEqual({
    name: "example.com",
    private_zone: false,
  });
  expect(configuration.output?.Zone?.value).toBe(
    reference(blockOf(configuration, "data.aws_route53_zone"), "zone_id"),
  );
});

test("a DR stack must not: Route 53's control plane may be gone with the primary region", () => {
  expect(() => new PublicZone(regionalStack({ site: "dr" }), "zone", { domain: "example.com" })).toThrow(
    "a DR stack reads the zone's id from the contract",
  );
});
