import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { AliasedScope, nameFor, providerOf, siteOf } from "../../src/stacks/aliased-scope";
import { EphemeralResource } from "../../src/terraform/ephemeral-resource";
import {
  buildSystemStacks,
  destroyableEnvironment,
  regionalStack,
  synthesizeApp,
  type AppResult,
} from "../support/synthesis";
import { smallPayments } from "../support/small-payments";

/** What a queue of the DR region must be called. */
const NAME = "payments-queue-dr-dev";

/** What `app.synth()` does with a scope of the DR region in the primary stack. */
function synthesizeScope(fill: (scope: AliasedScope) => void): AppResult {
  return synthesizeApp((app) => {
    const { primary } = buildSystemStacks(app, destroyableEnvironment(), [smallPayments]);
    fill(new AliasedScope(primary, "other-region", "dr"));
  });
}

describe("an aliased scope", () => {
  test("takes a resource that names its provider", () => {
    const { error } = synthesizeScope(
      (scope) => new SqsQueue(scope, "queue", { provider: providerOf(scope), name: NAME }),
    );
    expect(error).toBeUndefined();
  });

  test.each<{ what: string; fill: (scope: AliasedScope) => void; message: string }>([
    {
      what: "a resource without a provider",
      fill: (scope) => new SqsQueue(scope, "queue", { name: NAME }),
      message:
        "[payments-primary/other-region/queue] aws_sqs_queue names no provider, but lives in an aliased scope: " +
        "pass provider aws.dr",
    },
    {
      what: "a resource deep inside without a provider",
      fill: (scope) => new SqsQueue(new Construct(scope, "part"), "queue", { name: NAME }),
      message: "[payments-primary/other-region/part/queue] aws_sqs_queue names no provider",
    },
    {
      what: "a resource with another provider",
      fill: (scope) =>
        new SqsQueue(scope, "queue", {
          name: NAME,
          provider: new AliasedScope(scope, "own", "primary").provider,
        }),
      message:
        "aws_sqs_queue names provider aws.primary, but lives in an aliased scope: pass provider aws.dr",
    },
    {
      what: "a data source without a provider",
      fill: (scope) => new DataAwsCallerIdentity(scope, "caller"),
      message: "[payments-primary/other-region/caller] aws_caller_identity names no provider",
    },
    {
      what: "an ephemeral resource without a provider",
      fill: (scope) =>
        new EphemeralResource(scope, "password", {
          type: "aws_secretsmanager_random_password",
          arguments: {},
        }),
      message:
        "[payments-primary/other-region/password] aws_secretsmanager_random_password names no provider",
    },
  ])("refuses $what, and nothing is written", ({ fill, message }) => {
    const { error, files } = synthesizeScope(fill);
    expect(error).toContain(message);
    expect(Object.keys(files)).not.toContain("payments-primary/cdk.tf.json");
  });

  test("tells everything inside where it lives", () => {
    const stack = regionalStack();
    const inside = new Construct(new AliasedScope(stack, "dr-region", "dr"), "part");
    expect(providerOf(inside)?.fqn).toBe("aws.dr");
    expect(siteOf(inside)).toBe("dr");
    expect(nameFor(inside, "queue", "secret")).toBe("payments-queue-dr-dev");
  });

  test("means nothing to what stands outside of it", () => {
    const stack = regionalStack();
    new AliasedScope(stack, "dr-region", "dr");
    const outside = new Construct(stack, "part");
    expect(providerOf(outside)).toBeUndefined();
    expect(siteOf(outside)).toBe("primary");
    expect(nameFor(outside, "queue", "secret")).toBe("payments-queue-dev");
  });
});
