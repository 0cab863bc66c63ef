import { cloudWatchLogs } from "../../../src/constructs/keys/key-policy";
import { MultiRegionKey, RegionalKey } from "../../../src/constructs/keys/regional-key";
import {
  ACCOUNT,
  argumentsOf,
  protectedEnvironment,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";

const props = { purpose: "logs", description: "Logs of this region" };

describe.each([
  { name: "RegionalKey", Key: RegionalKey, multiRegion: false },
  { name: "MultiRegionKey", Key: MultiRegionKey, multiRegion: true },
])("$name", ({ Key, multiRegion }) => {
  test("is rotated, named by an alias, and usable by IAM policies only", () => {
    const configuration = synthesizeStack((stack) => new Key(stack, "key", props));
    expect(argumentsOf(configuration, "aws_kms_key")).toEqual({
      description: "Logs of this region",
      multi_region: multiRegion,
      enable_key_rotation: true,
      deletion_window_in_days: 7,
      policy: expect.not.stringContaining('"Service"') as string,
    });
    expect(argumentsOf(configuration, "aws_kms_alias")).toEqual({
      name: "alias/payments-logs-dev",
      target_key_id: "${aws_kms_key.key.key_id}",
    });
  });

  test("with a service, in a protected environment and in an aliased scope", () => {
    const services = [cloudWatchLogs("us-east-2", ACCOUNT)];
    const configuration = synthesizeAliased((scope) => new Key(scope, "key", { ...props, services }), {
      environment: protectedEnvironment(),
    });
    expect(argumentsOf(configuration, "aws_kms_key")).toMatchObject({
      provider: "aws.dr",
      multi_region: multiRegion,
      deletion_window_in_days: 30,
      policy: expect.stringContaining("logs.us-east-2.amazonaws.com") as string,
    });
    expect(argumentsOf(configuration, "aws_kms_alias")).toMatchObject({
      provider: "aws.dr",
      name: "alias/payments-logs-dr-prod",
    });
  });
});
