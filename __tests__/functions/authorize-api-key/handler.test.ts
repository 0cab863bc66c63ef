import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { statSync } from "node:fs";
import { inspect } from "node:util";
import { bundle } from "../../../src/constructs/functions/bundle";
import type * as Handler from "../../../src/functions/authorize-api-key/handler";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";

const SECRET = "globalstream-api-keys-dev";
const METHOD = "arn:aws:execute-api:us-east-1:111122223333:abcde12345/v1/POST/events";
const CLIENTS = {
  player: { current: "new-key", previous: { key: "old-key", validUntil: "2999-01-01T00:00:00.000Z" } },
  partner: { current: "other-key", previous: { key: "ended-key", validUntil: "2026-01-01T00:00:00.000Z" } },
};

/** The handler as Lambda loads it: with nothing in its memory. */
function loadHandler(): typeof Handler.handler {
  const loaded: (typeof Handler)[] = [];
  jest.isolateModules(() => {
    loaded.push(jest.requireActual<typeof Handler>("../../../src/functions/authorize-api-key/handler"));
  });
  const [found] = loaded;
  if (!found) throw new Error("no handler");
  return found.handler;
}

describeWithMinistack("authorize-api-key, as Lambda runs it", () => {
  const written: string[] = [];
  let secrets: SecretsManagerClient;

  useEmptyAccounts(() => {
    secrets = new SecretsManagerClient({ region: "us-east-1" });
    Object.assign(process.env, {
      AWS_REGION: "us-east-1",
      SYSTEM: "globalstream",
      ENVIRONMENT_SUFFIX: "dev",
      SECRET_NAME: SECRET,
    });
    written.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    }
    for (const method of ["log", "info", "warn", "error"] as const) {
      jest.spyOn(console, method).mockImplementation((...text) => void written.push(text.join(" ")));
    }
  });
  afterEach(() => jest.restoreAllMocks());

  const makeSecret = (content: object) =>
    secrets.send(new CreateSecretCommand({ Name: SECRET, SecretString: JSON.stringify(content) }));
  /** What is done with a call that brings a key: the client, or "denied". */
  const ask = async (handler: typeof Handler.handler, key: string) => {
    const event = { methodArn: METHOD, headers: { "X-Api-Key": key } };
    const { principalId, policyDocument } = await handler(
      event as unknown as APIGatewayRequestAuthorizerEvent,
    );
    return policyDocument.Statement[0]?.Effect === "Allow" ? principalId : "denied";
  };

  test("takes the current key and the one before until its end, and denies all else", async () => {
    await makeSecret({ clients: CLIENTS });
    const handler = loadHandler();
    const answers = [];
    for (const key of ["new-key", "old-key", "other-key", "ended-key", "wrong-key"]) {
      answers.push(await ask(handler, key));
    }
    expect(answers).toEqual(["player", "player", "partner", "denied", "denied"]);
  });

  test("counts who still uses a key that has a successor, and nobody else", async () => {
    await makeSecret({ clients: CLIENTS });
    const handler = loadHandler();
    for (const key of ["old-key", "new-key", "wrong-key", "old-key"]) await ask(handler, key);
    const metrics = written
      .filter((line) => line.includes("CloudWatchMetrics"))
      .map((line) => JSON.parse(line) as object);
    const counted = {
      service: "authorize-api-key",
      System: "globalstream",
      Environment: "dev",
      Client: "player",
      ReplacedApiKeyUsed: 1,
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: "Standby",
            Dimensions: [["service", "System", "Environment", "Client"]],
            Metrics: [{ Name: "ReplacedApiKeyUsed", Unit: "Count" }],
          },
        ],
      },
    };
    expect(metrics).toMatchObject([counted, counted]);
  });

  test("denies everybody before the first rotation", async () => {
    await makeSecret({ clients: {} });
    expect(await ask(loadHandler(), "new-key")).toBe("denied");
  });

  test("goes on with the keys that it knows while the secret can't be read, and says so", async () => {
    await makeSecret({ clients: CLIENTS });
    const handler = loadHandler();
    await ask(handler, "new-key");
    await secrets.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: "broken" }));
    const inTwoMinutes = Date.now() + 120_000;
    jest.useFakeTimers({ now: inTwoMinutes, doNotFake: ["nextTick", "setImmediate", "setTimeout"] });
    try {
      expect(await ask(handler, "new-key")).toBe("player");
    } finally {
      jest.useRealTimers();
    }
    expect(written.join("")).toContain("ApiKeysError: the secret's value is no JSON");
  });

  test("fails where it has never read a key, and neither error nor log repeats one", async () => {
    const absent: unknown = await ask(loadHandler(), "new-key").catch((error: unknown) => error);
    expect(String(absent)).toContain("ResourceNotFoundException");
    await makeSecret({ clients: { player: { current: ["other-key"] } } });
    const broken: unknown = await ask(loadHandler(), "new-key").catch((error: unknown) => error);
    expect(String(broken)).toContain("clients.player.current");
    const said = [absent, broken].map((error) => inspect(error, { depth: null, showHidden: true }));
    expect([...said, ...written].join("")).not.toMatch(/(new|other)-key/);
  });

  test("is not started without its settings", () => {
    delete process.env["SECRET_NAME"];
    expect(loadHandler).toThrow("SECRET_NAME");
  });
});

test("the function's zip is small", () => {
  expect(statSync(bundle("authorize-api-key").zipFile).size).toBeLessThan(100_000);
});
