import { pipelineSettings } from "../../../src/constructs/pipeline/settings";

const role = "arn:aws:iam::222233334444:role/standby-drill";
const connectionArn = "arn:aws:codeconnections:us-east-1:111122223333:connection/1a2b-3c4d";

/** Every complaint, by its place. */
function complaints(given: object): Record<string, string> {
  const issues = pipelineSettings.safeParse(given).error?.issues ?? [];
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message]));
}

it("tests each week what lies in its own bucket, and leaves out what it was given no role for", () => {
  expect(pipelineSettings.parse({})).toEqual({
    enabled: true,
    source: { kind: "s3" },
    schedule: "cron(0 3 ? * SUN *)",
    reportDays: 365,
  });
});

it("takes a connection and roles", () => {
  const source = { kind: "connection", connectionArn, repository: "example/standby" };

  expect(pipelineSettings.parse({ source, plan: { roleArn: role }, drill: { roleArn: role } })).toMatchObject(
    {
      source: { ...source, branch: "main" },
      plan: { roleArn: role, mayChange: true },
      drill: { environment: "drill", roleArn: role },
    },
  );
});

it("says of each mistake what would be right", () => {
  const source = {
    kind: "connection",
    connectionArn: "arn:aws:codecommit:us-east-1:111122223333:x",
    repository: "standby",
  };
  const mistakes = {
    source,
    schedule: "cron(0 3 * * SUN *)",
    plan: { roleArn: "reader" },
    drill: { environment: "Drill.json", roleArn: role },
    reportDays: 0,
  };

  expect(complaints(mistakes)).toEqual({
    "source.connectionArn": "must be the ARN of a connection of AWS CodeConnections",
    "source.repository": "must be owner/name",
    schedule: expect.stringContaining("with ? for one of the days, such as cron(0 3 ? * SUN *)"),
    "plan.roleArn": expect.stringContaining("must be the ARN of a role"),
    "drill.environment": expect.stringContaining("must be the name of a file in environments/"),
    reportDays: expect.any(String),
  });
});

it("knows no CodeCommit", () => {
  expect(complaints({ source: { kind: "codecommit", repository: "standby" } })).toHaveProperty([
    "source.kind",
  ]);
});
