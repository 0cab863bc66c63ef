import { drillImage } from "../../../src/constructs/pipeline/scripts/drill-image";
import { smallPayments } from "../../support/small-payments";
import { buildSystem, destroyableEnvironment } from "../../support/synthesis";

const ACCOUNT = "222233334444";
const digest = `sha256:${"a".repeat(64)}`;
const file = {
  account: ACCOUNT,
  protection: "destroyable",
  systems: { payments: { service: { imageDigest: digest } } },
};

it("reads off the stack where the image goes, and what must be there before it", () => {
  const stack = {
    provider: { aws: [{ region: "us-east-1" }, { alias: "dr", region: "us-west-2" }] },
    resource: {
      aws_ecr_repository: {
        images: { name: "payments-service-drill" },
        far: { name: "x", provider: "aws.dr" },
      },
      aws_ecr_replication_configuration: { replication: {} },
    },
  };

  expect(drillImage("payments", ACCOUNT, file, stack)).toEqual({
    repository: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/payments-service-drill`,
    region: "us-east-1",
    digest,
    targets: [
      "-target=aws_ecr_repository.images",
      "-target=aws_ecr_repository.far",
      "-target=aws_ecr_replication_configuration.replication",
    ],
  });
});

it("refuses an environment that is another one's, that can't be destroyed, or that has no image", () => {
  const { primary } = buildSystem(destroyableEnvironment(), [smallPayments]).configuration;

  expect(() =>
    drillImage("payments", ACCOUNT, { account: "111122223333", protection: "protected" }, primary),
  ).toThrow(
    [
      "The environment can't be drilled:",
      "- account must be 222233334444, which the drill's role is of",
      "- protection must be destroyable: the drill destroys it",
      "- systems.payments.service.imageDigest is missing: without an image nothing serves",
    ].join("\n"),
  );
});
