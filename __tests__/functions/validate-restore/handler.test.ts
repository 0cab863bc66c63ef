import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { handler } from "../../../src/functions/validate-restore/handler";
import { describeWithPostgres, startPostgres, type Postgres } from "../../support/postgres";
import { RECOVERY_POINT, RestoreBench, SERVICE } from "./bench";

const WRONG = { username: SERVICE.username, password: "wrong-password" };

describeWithPostgres("the function that validates a restore", () => {
  const environment = { ...process.env };
  const written: string[] = [];
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
    const bench = await RestoreBench.on(postgres);
    await bench.begin();
  });
  beforeEach(() => {
    written.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    }
    Object.assign(process.env, {
      AWS_REGION: "eu-central-1",
      DATABASE_HOST: postgres.host,
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: "live",
      DATABASE_CA_FILE: postgres.caFile,
      SECRET_ID: "mediadb-database-service-dev",
      EXPECTED_TABLES: "",
      COUNT_TOLERANCE_PERCENT: "20",
    });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    process.env = environment;
    await postgres.stop();
  });

  /** What the service's secret holds, by label. */
  function secretHolds(versions: Readonly<Record<string, object>>) {
    jest.spyOn(SecretsManagerClient.prototype, "send").mockImplementation((command: unknown) => {
      const { VersionStage = "" } = (command as GetSecretValueCommand).input;
      const content = versions[VersionStage];
      if (content) return Promise.resolve({ SecretString: JSON.stringify(content) });
      return Promise.reject(new ResourceNotFoundException({ message: "no such version", $metadata: {} }));
    });
  }

  const validate = (more: object = {}) =>
    handler(
      { host: postgres.host, port: postgres.port, recoveryPoint: RECOVERY_POINT.toISOString(), ...more },
      { getRemainingTimeInMillis: () => 900_000 },
    );

  test("connects to both, with the version of the secret that they let in, and logs the report", async () => {
    secretHolds({ AWSCURRENT: SERVICE });
    expect(await validate()).toEqual({
      status: "SUCCESSFUL",
      message: expect.stringContaining("rows of 4 tables are the same") as string,
    });
    const logged = written
      .join("")
      .split("\n")
      .find((line) => line.startsWith("{"));
    expect(JSON.parse(logged ?? "")).toMatchObject({
      level: "INFO",
      report: { status: "SUCCESSFUL", problems: [], tables: expect.any(Array) as unknown[] },
    });
  });

  test("takes the version before, where the backup is older than the last rotation", async () => {
    secretHolds({ AWSCURRENT: { ...WRONG, username: "service_clone" }, AWSPREVIOUS: SERVICE });
    expect(await validate()).toMatchObject({ status: "SUCCESSFUL" });
  });

  test("fails where neither version is let in, and repeats no password", async () => {
    secretHolds({ AWSCURRENT: WRONG, AWSPREVIOUS: { ...WRONG, password: "wrong-too" } });
    expect(await validate()).toEqual({
      status: "FAILED",
      message: "the live database lets in neither AWSCURRENT nor AWSPREVIOUS",
    });
    expect(written.join("")).not.toMatch(/wrong-/);
  });

  test("fails where the secret has no value", async () => {
    secretHolds({});
    expect((await validate()).message).toMatch(/the service's secret has no value/);
  });

  test("fails where the secret holds something else, without repeating it", async () => {
    secretHolds({ AWSCURRENT: { password: "only-this" } });
    const { status, message } = await validate();
    expect(status).toBe("FAILED");
    expect(message).toMatch(/^the secret's value must have the texts/);
    expect(written.join("")).not.toContain("only-this");
  });

  test("fails where the restored database can't be reached", async () => {
    secretHolds({ AWSCURRENT: SERVICE });
    const closed = createServer().listen(0, postgres.host);
    await once(closed, "listening");
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect(await validate({ port })).toEqual({
      status: "FAILED",
      message: `can't connect to the restored database at ${postgres.host}: ECONNREFUSED`,
    });
  });

  test("fails where the server is not the one that was asked for", async () => {
    secretHolds({ AWSCURRENT: SERVICE });
    expect((await validate({ host: "localhost" })).message).toMatch(
      /^can't connect to the restored database at localhost: ERR_TLS_CERT_ALTNAME_INVALID/,
    );
  });

  test.each([
    ["a request without a host", { host: undefined }, /^the request of the state machine: host: /],
    [
      "a time that is none",
      { recoveryPoint: "yesterday" },
      /^the request of the state machine: recoveryPoint: /,
    ],
  ])("fails for %s", async (_, more, message) => {
    secretHolds({ AWSCURRENT: SERVICE });
    expect(await validate(more)).toEqual({
      status: "FAILED",
      message: expect.stringMatching(message) as string,
    });
  });

  test("fails for a missing setting, with its name", async () => {
    delete process.env.DATABASE_HOST;
    expect((await validate()).message).toMatch(/^environment variables: DATABASE_HOST: /);
  });

  test("names the tables that are expected and missing", async () => {
    secretHolds({ AWSCURRENT: SERVICE });
    process.env.EXPECTED_TABLES = "media_service.titles,media_service.gone";
    expect(await validate()).toEqual({
      status: "FAILED",
      message: "the expected table media_service.gone is missing",
    });
  });
});
