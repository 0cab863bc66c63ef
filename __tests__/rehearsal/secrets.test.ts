import { findLeaks, secretsIn } from "../../src/rehearsal/secrets";

const valuesIn = (written: unknown) => secretsIn("the database", written).map(({ value }) => value);

describe("the secrets in a written value", () => {
  it("are the value itself, with its owner", () => {
    expect(secretsIn("the database", "correct horse")).toEqual([
      { owner: "the database", value: "correct horse" },
    ]);
  });

  it("are each text in lists and objects", () => {
    expect(valuesIn({ a: ["first secret", null, 12345678], b: { c: "second secret" } })).toEqual([
      "first secret",
      "second secret",
    ]);
  });

  it("are also the fields of a JSON document, except for the user name and the administrator's ARN", () => {
    const document = JSON.stringify({
      username: "standbyadmin",
      password: "correct horse",
      masterarn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:administrator",
    });
    expect(valuesIn(document)).toEqual([document, "correct horse"]);
  });

  it("are no texts that would be found by accident", () => {
    expect(valuesIn("postgres")).toEqual(["postgres"]);
    expect(valuesIn("payment")).toEqual([]);
    expect(valuesIn(JSON.stringify({ password: "short" }))).toEqual(['{"password":"short"}']);
  });

  it("are one text where it only looks like JSON", () => {
    expect(valuesIn("{not json at all}")).toEqual(["{not json at all}"]);
  });

  it("are none in what is no text", () => {
    expect([null, undefined, 12345678, true].flatMap(valuesIn)).toEqual([]);
  });
});

describe("a search for secrets", () => {
  const secrets = [
    { owner: "the database", value: "correct horse" },
    { owner: "the queue", value: 'say "cheese"\\' },
  ];

  it("finds them where they stand, and doesn't repeat them", () => {
    const texts = { state: "my correct horse", plan: "nothing", log: "correct horse correct horse" };
    expect(findLeaks(secrets, texts)).toEqual([
      { place: "state", owner: "the database" },
      { place: "log", owner: "the database" },
    ]);
  });

  it("finds them with the escapes of JSON", () => {
    const state = JSON.stringify({ value: secrets[1]?.value });
    expect(state).not.toContain(secrets[1]?.value);
    expect(findLeaks(secrets, { state })).toEqual([{ place: "state", owner: "the queue" }]);
  });

  it("finds nothing where nothing is", () => {
    expect(findLeaks(secrets, { state: "correct donkey" })).toEqual([]);
    expect(findLeaks([], { state: "correct horse" })).toEqual([]);
  });
});
