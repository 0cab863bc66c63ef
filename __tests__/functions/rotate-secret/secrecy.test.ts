import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { STEPS, type Step } from "../../../src/functions/rotation/rotation";
import { testAuthority } from "../../support/certificates";
import { describeRotation } from "./use-bench";

/** Words that stand in no test's title, name or message. */
const PASSWORD = "correct-horse-battery";

describeRotation("what the rotation says", (rotating) => {
  /** All that a step says when it fails, as Lambda would print it. */
  const failure = async (secret: string, step: Step, version?: string): Promise<string> => {
    const { bench } = rotating;
    const begun = version ?? (await bench.begin(secret));
    const error: unknown = await bench.step(secret, begun, step).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    return inspect(error, { depth: null, showHidden: true }) + rotating.functionLog();
  };

  test("names secret, version and step, in the function's log", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    expect(JSON.parse(rotating.functionLog())).toMatchObject({
      level: "INFO",
      message: "Step done",
      step: "createSecret",
      secret,
      version,
    });
  });

  test("holds no password, neither in the function's log nor in the database's", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    await bench.rotate(secret);
    await bench.rotate("administrator");
    const passwords = [];
    for (const id of [secret, "administrator"]) {
      for (const stage of ["AWSCURRENT", "AWSPREVIOUS"])
        passwords.push((await bench.content(id, stage)).password);
    }
    const said = rotating.functionLog() + rotating.databaseLog().replace(/.*ROLE "the administrator".*/g, "");
    // The statements are there: it is the passwords that are not.
    expect(said).toContain('CREATE ROLE "service_clone" LOGIN PASSWORD \'SCRAM-SHA-256$4096:');
    expect(passwords.filter((password) => said.includes(password))).toEqual([]);
    expect(new Set(passwords).size).toBe(4);
  });

  test.each([
    [
      "is no JSON",
      `{"username": "service", "password": "${PASSWORD}"`,
      "the secret's value is not a JSON object",
    ],
    ["is a text", JSON.stringify(PASSWORD), "the secret's value is not a JSON object"],
    ["has no name", { password: PASSWORD }, "must have the texts username, password and perhaps masterarn"],
    ["has no text", { username: "service", password: [PASSWORD] }, "must have the texts username, password"],
  ])("does not repeat a value that %s", async (_case, content, message) => {
    const secret = await rotating.bench.makeSecret("service", content);
    const said = await failure(secret, "createSecret");
    expect(said).toContain(message);
    expect(said).not.toContain(PASSWORD);
  });

  test("keeps what PostgreSQL says to itself: a statement may be in it", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    // Somebody else's role: the administrator must not change it.
    await bench.asOwner((client) => client.query("CREATE ROLE service_clone"));
    const said = await failure(secret, "setSecret", version);
    expect(said).toContain("the database refused a statement: 42501");
    expect(said).not.toMatch(/SCRAM|permission denied|ALTER ROLE/);
    await bench.asOwner((client) => client.query("DROP ROLE service_clone"));
  });

  test("names what is missing where it has not been told enough", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    delete process.env["DATABASE_GROUP_ROLE"];
    expect(await failure(secret, "createSecret")).toContain(
      "the environment variable DATABASE_GROUP_ROLE is missing",
    );
    process.env["DATABASE_CA_FILE"] = "/nowhere.pem";
    expect(await failure(secret, "createSecret")).toContain(
      "can't read the certificates in /nowhere.pem: ENOENT",
    );
  });

  test("says of a secret without a value that it has none", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    for (const step of STEPS.slice(1, 3)) {
      expect(await failure(secret, step, version)).toContain(
        `the pending version ${version} has no value yet`,
      );
    }
  });

  test("names Secrets Manager's own error", async () => {
    const said = await failure(
      "arn:aws:secretsmanager:us-east-1:111122220001:secret:none",
      "createSecret",
      "v",
    );
    expect(said).toContain("ResourceNotFoundException: Secrets Manager can't find the specified secret");
  });

  test.each([
    ["by an authority that it does not know", otherAuthority, "CERT_SIGNATURE_FAILURE"],
    ["for another name", () => ({ DATABASE_HOST: "localhost" }), "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("shows no password to a server whose certificate was made %s", async (_case, given, code) => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    Object.assign(process.env, await given());
    const before = await bench.roles();
    const host = process.env["DATABASE_HOST"];
    expect(await failure(secret, "setSecret", version)).toContain(
      `can't connect to the database at ${host}: ${code}`,
    );
    expect(await bench.roles()).toEqual(before);
  });
});

async function otherAuthority() {
  const path = join(dirname(String(process.env["DATABASE_CA_FILE"])), "other.crt");
  writeFileSync(path, (await testAuthority()).certificate);
  return { DATABASE_CA_FILE: path };
}
