import { explain, ifPresent, Refusal } from "../../src/state/errors";
import { RETRY_ATTEMPTS, RETRY_PAUSE_MS, untilVisible } from "../../src/state/retry";
import { awsError } from "./support";

test.each([
  ["ExpiredToken", /^the AWS credentials have expired: sign in again/],
  ["ExpiredTokenException", /^the AWS credentials have expired/],
  ["CredentialsProviderError", /^no AWS credentials found: set AWS_PROFILE/],
  ["InvalidClientTokenId", /^AWS does not accept the credentials \(InvalidClientTokenId/],
  ["AccessDenied", /^not allowed: from the test$/],
  ["TimeoutError", /^AWS does not answer \(TimeoutError: from the test\)$/],
  ["MalformedPolicy", /^MalformedPolicy: from the test$/],
  ["Error", /^from the test$/],
])("%s is explained", (name, expected) => {
  expect(explain(awsError(name))).toMatch(expected);
});

test("a refusal speaks for itself", () => {
  expect(explain(new Refusal("choose another suffix"))).toBe("choose another suffix");
});

describe("reading what may not exist", () => {
  test("there is none", async () => {
    await expect(
      ifPresent(Promise.reject(awsError("NoSuchBucketPolicy")), "NoSuchBucketPolicy"),
    ).resolves.toBe(undefined);
  });

  test("any other error is thrown", async () => {
    await expect(ifPresent(Promise.reject(awsError("AccessDenied")), "NoSuchBucketPolicy")).rejects.toThrow(
      "from the test",
    );
  });
});

describe("waiting until AWS knows what was just made", () => {
  const trial = async (error: Error, failures: number) => {
    const pauses: number[] = [];
    let attempts = 0;
    const step = async () => {
      if (++attempts <= failures) throw error;
      return "done";
    };
    const pausing = { pause: async (ms: number) => pauses.push(ms), onWait: () => undefined };
    const result = await untilVisible(step, pausing).catch((thrown: Error) => thrown.name);
    return { result, attempts, pauses };
  };

  test.each([
    ["OperationAborted", ""],
    ["NoSuchBucket", ""],
    ["InvalidRequest", "Destination bucket must have versioning enabled."],
    ["InvalidArgument", "Invalid role"],
    ["NotFoundException", ""],
    ["NoSuchEntityException", ""],
    ["ResourceInUseException", ""],
    ["ContinuousBackupsUnavailableException", ""],
  ])("%s %s is tried again after a pause", async (name, message) => {
    expect(await trial(awsError(name, message), 2)).toEqual({
      result: "done",
      attempts: 3,
      pauses: [RETRY_PAUSE_MS, RETRY_PAUSE_MS],
    });
  });

  test.each([
    ["AccessDenied", "role"],
    ["InvalidArgument", "Invalid time minute value"],
  ])("%s %s is not", async (name, message) => {
    expect(await trial(awsError(name, message), 2)).toEqual({ result: name, attempts: 1, pauses: [] });
  });

  test("what does not go away is thrown in the end", async () => {
    const { result, attempts } = await trial(awsError("OperationAborted"), Infinity);
    expect({ result, attempts }).toEqual({ result: "OperationAborted", attempts: RETRY_ATTEMPTS });
  });

  test("an interruption ends the pause at once", async () => {
    const interruption = new AbortController();
    const step = () => Promise.reject(awsError("OperationAborted"));
    const onWait = () => interruption.abort();
    await expect(untilVisible(step, { signal: interruption.signal, onWait })).rejects.toThrow(/aborted/);
  });
});
