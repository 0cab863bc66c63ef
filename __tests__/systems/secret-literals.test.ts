import { secretLiterals } from "./secret-literals";

describe("secretLiterals", () => {
  test.each([
    { what: "a password", block: { master_password: "hunter2" } },
    { what: "a write-only password in plain text", block: { master_password_wo: "hunter2" } },
    { what: "a secret's value", block: { secret_string: '{"password":"hunter2"}' } },
    { what: "an access key", block: { environment: ["KEY=AKIAIOSFODNN7EXAMPLE"] } },
    { what: "a secret key", block: { anything: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" } },
    { what: "a private key", block: { anything: "-----BEGIN RSA PRIVATE KEY-----" } },
  ])("finds $what", ({ block }) => {
    expect(secretLiterals({ resource: block })).toHaveLength(1);
  });

  test.each([
    { what: "a reference", block: { master_password_wo: "${ephemeral.a.b.secret_string}" } },
    { what: "the name of a secret", block: { name: "payments-database-administrator-dev" } },
    { what: "a long path", block: { arn: "arn:aws:ssm:*:1:parameter/standby/streamflix/prod/active-Site" } },
    {
      what: "an ARN",
      block: { arn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
    },
  ])("leaves $what alone", ({ block }) => {
    expect(secretLiterals(block)).toEqual([]);
  });
});
