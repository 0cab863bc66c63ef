import type { Site } from "../../../src/config/site";
import { roleTableName } from "../../../src/constructs/failover/role-record";
import { taskStatements } from "../../../src/systems/payments/task-statements";
import { ACCOUNT, regionalStack } from "../../support/stack";

const KEYS = ["primary-key", "dr-key"];

function statementsOf(site: Site) {
  const stack = regionalStack({ site });
  const statements = taskStatements(stack, {
    databaseSecretArn: "secret",
    queueArn: "queue",
    dataKeyArns: KEYS,
  });
  const find = (wanted: string) => statements.find(({ sid }) => sid === wanted);
  const tableIn = (region: string) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${roleTableName(stack)}`;
  return { find, tableIn };
}

test.each<readonly [Site, readonly string[]]>([
  ["primary", ["us-east-2", "us-east-1"]],
  ["dr", ["us-east-2"]],
])("the tasks of the %s site read the role table in %j", (site, regions) => {
  const { find, tableIn } = statementsOf(site);
  expect(find("ReadRoleRecord")).toEqual({
    sid: "ReadRoleRecord",
    actions: ["dynamodb:GetItem"],
    resources: regions.map(tableIn),
  });
});

test("the keys of both tables are used through DynamoDB of their regions", () => {
  const { find } = statementsOf("primary");
  expect(find("UseDataKey")?.resources).toEqual(KEYS);
  expect(find("UseDataKey")?.conditions?.[0]?.values).toEqual(
    expect.arrayContaining(["dynamodb.us-east-1.amazonaws.com", "dynamodb.us-east-2.amazonaws.com"]),
  );
});
