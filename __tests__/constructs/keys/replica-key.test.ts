import { cloudWatchLogs } from "../../../src/constructs/keys/key-policy";
import { MultiRegionKey } from "../../../src/constructs/keys/regional-key";
import { ReplicaKey, type ReplicaKeyProps } from "../../../src/constructs/keys/replica-key";
import {
  ACCOUNT,
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  synthesizeAliased,
  type Placement,
} from "../../support/stack";

function synthesize(given: Partial<ReplicaKeyProps> = {}, placement: Placement = {}) {
  const props = { purpose: "data", description: "Data that crosses regions" };
  return synthesizeAliased((scope, stack) => {
    const primary = new MultiRegionKey(stack, "data-key", props);
    new ReplicaKey(scope, "data-key", { ...props, primary, ...given });
  }, placement);
}

describe("a replica key", () => {
  test("lies in the other region, and follows the multi-region key's rotation", () => {
    const configuration = synthesize();
    const replica = blockOf(configuration, "aws_kms_replica_key");
    expect(replica.block).toEqual({
      provider: "aws.dr",
      description: "Data that crosses regions",
      primary_key_arn: "${aws_kms_key.data-key.arn}",
      deletion_window_in_days: 7,
      policy: expect.not.stringContaining('"Service"') as string,
    });
    expect(argumentsOf(configuration, "aws_kms_alias", "dr-region")).toEqual({
      provider: "aws.dr",
      name: "alias/payments-data-dr-dev",
      target_key_id: reference(replica, "key_id"),
    });
  });

  test("has services and a deletion window of its own, which KMS does not copy", () => {
    const services = [cloudWatchLogs("us-east-2", ACCOUNT)];
    const configuration = synthesize({ services }, { environment: protectedEnvironment() });
    expect(argumentsOf(configuration, "aws_kms_replica_key")).toMatchObject({
      deletion_window_in_days: 30,
      policy: expect.stringContaining("logs.us-east-2.amazonaws.com") as string,
    });
    expect(argumentsOf(configuration, "aws_kms_key").policy).not.toContain("logs.us-east-2");
  });
});
