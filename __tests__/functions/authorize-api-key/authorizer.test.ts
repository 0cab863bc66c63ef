import { Authorizer } from "../../../src/functions/authorize-api-key/authorizer";
import { KeySource } from "../../../src/functions/authorize-api-key/key-source";
import { answerFor } from "../../../src/functions/authorize-api-key/policy";
import { VirtualClock } from "../virtual-clock";

describe("who calls", () => {
  const clock = new VirtualClock();
  let current: string;
  let authorizer: Authorizer;

  beforeEach(() => {
    current = "key";
    const read = () => Promise.resolve({ clients: { player: { current } } });
    const onStale = () => {
      throw new Error("nothing is stale here");
    };
    authorizer = new Authorizer(new KeySource({ read, now: clock.now, onStale }), clock.now);
  });

  test.each(["x-api-key", "X-Api-Key", "X-API-KEY"])("is told by the header %s", async (header) => {
    await expect(authorizer.callerOf({ host: "api", [header]: "key" })).resolves.toEqual({
      client: "player",
      isReplaced: false,
    });
  });

  test.each([
    ["there is no header", { host: "api" }],
    ["there are no headers", null],
    ["the header is empty", { "x-api-key": "" }],
    ["the key is nobody's", { "x-api-key": "other" }],
    ["the key stands in another header", { "x-api-keys": "key" }],
  ])("is nobody where %s", async (_case, headers) => {
    await expect(authorizer.callerOf(headers)).resolves.toBeUndefined();
  });

  test("is known by a key that was made since the keys were read", async () => {
    await authorizer.callerOf({ "x-api-key": "key" });
    current = "made since";
    clock.pass(5000);
    await expect(authorizer.callerOf({ "x-api-key": "made since" })).resolves.toMatchObject({
      client: "player",
    });
  });
});

describe("the answer to API Gateway", () => {
  const method = "arn:aws:execute-api:us-east-1:111122223333:abcde12345/v1/GET/titles/42";
  const stage = "arn:aws:execute-api:us-east-1:111122223333:abcde12345/v1/*";
  const policy = (Effect: string) => ({
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect, Resource: stage }],
  });

  test("lets a client do all that the stage offers, as the answer is kept for other calls too", () => {
    expect(answerFor(method, "player")).toEqual({
      principalId: "player",
      policyDocument: policy("Allow"),
      context: { client: "player" },
    });
  });

  test("denies everything to somebody unknown", () => {
    expect(answerFor(method, undefined)).toEqual({ principalId: "unknown", policyDocument: policy("Deny") });
  });
});
