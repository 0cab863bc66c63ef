import {
  imageRepositoryArn,
  imageRepositoryName,
  imageUri,
  NO_IMAGE_DIGEST,
} from "../../../src/constructs/service/image";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import { regionalStack } from "../../support/stack";
import { DIGEST } from "./synthesize-service";

test("both sites, and the primary stack in the DR region, call the repository the same", () => {
  const primary = regionalStack();
  const scopes = [primary, new AliasedScope(primary, "dr-region", "dr"), regionalStack({ site: "dr" })];
  expect(scopes.map((scope) => imageRepositoryName(scope))).toEqual(Array(3).fill("payments-service-dev"));
});

test.each([
  { site: "primary", region: "us-east-1" },
  { site: "dr", region: "us-east-2" },
] as const)("the $site site pulls by digest from its own region, $region", ({ site, region }) => {
  const stack = regionalStack({ site });
  expect(imageUri(stack, DIGEST)).toBe(
    `111122223333.dkr.ecr.${region}.amazonaws.com/payments-service-dev@${DIGEST}`,
  );
  expect(imageRepositoryArn(stack)).toBe(
    `arn:aws:ecr:${region}:111122223333:repository/payments-service-dev`,
  );
});

test("the stand-in for a digest has the form of one", () => {
  expect(NO_IMAGE_DIGEST).toMatch(/^sha256:0{64}$/);
});
