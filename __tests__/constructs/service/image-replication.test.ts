import {
  ImageReplication,
  type ReplicatedRepositories,
} from "../../../src/constructs/service/image-replication";
import { argumentsOf, synthesizeAliased, synthesizeStack } from "../../support/stack";

function synthesize(...repositories: ReplicatedRepositories[]) {
  return synthesizeStack((stack) => void new ImageReplication(stack, "replication", { repositories }));
}

describe("the replication of a registry", () => {
  test("copies each system's repositories to that system's regions, in the same account", () => {
    const configuration = synthesize(
      { prefix: "payments-", destinationRegions: ["us-east-2"] },
      { prefix: "streamflix-", destinationRegions: ["us-west-2", "eu-west-1"] },
    );
    const rule = (filter: string, ...regions: string[]) => ({
      destination: regions.map((region) => ({ region, registry_id: "111122223333" })),
      repository_filter: [{ filter, filter_type: "PREFIX_MATCH" }],
    });
    expect(argumentsOf(configuration, "aws_ecr_replication_configuration")).toEqual({
      replication_configuration: {
        rule: [rule("payments-", "us-east-2"), rule("streamflix-", "us-west-2", "eu-west-1")],
      },
    });
  });

  test("works the other way round, for images that are pushed while the DR site serves", () => {
    const configuration = synthesizeAliased((scope) => {
      const repositories = [{ prefix: "payments-", destinationRegions: ["us-east-1"] }];
      new ImageReplication(scope, "replication", { repositories });
    });
    expect(argumentsOf(configuration, "aws_ecr_replication_configuration")).toMatchObject({
      provider: "aws.dr",
      replication_configuration: { rule: [{ destination: [{ region: "us-east-1" }] }] },
    });
  });

  test.each([
    { what: "of nothing", given: [], message: "payments-primary/replication: no repositories to replicate" },
    {
      what: "to nowhere",
      given: [{ prefix: "payments-", destinationRegions: [] }],
      message: "payments-primary/replication: payments- has no region to be copied to",
    },
    {
      what: "of a region to itself",
      given: [{ prefix: "payments-", destinationRegions: ["us-east-2", "us-east-1"] }],
      message: "payments-primary/replication: payments- is in us-east-1 already",
    },
  ])("$what is refused", ({ given, message }) => {
    expect(() => synthesize(...given)).toThrow(message);
  });
});
