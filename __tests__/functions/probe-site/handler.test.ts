import type { Context } from "aws-lambda";
import type * as Handler from "../../../src/functions/probe-site/handler";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE } from "../other-site/role-tables";

/** Nobody listens there. */
const DEAD = "127.0.0.1:9";

/** The handler as Lambda loads it: its clients and settings come from the environment of that moment. */
async function runHandler(event: unknown): Promise<object> {
  const loaded: (typeof Handler)[] = [];
  jest.isolateModules(() => {
    loaded.push(jest.requireActual<typeof Handler>("../../../src/functions/probe-site/handler"));
  });
  const [found] = loaded;
  if (!found) throw new Error("no handler");
  return found.handler(event, { functionName: "probe", awsRequestId: "1" } as Context);
}

describeWithMinistack("probe-site, as Lambda runs it", () => {
  useEmptyAccounts(() => {
    Object.assign(process.env, {
      AWS_REGION: "us-east-2",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      SYSTEM,
      ENVIRONMENT_SUFFIX: "dev",
      SITE: "dr",
      ROLE_TABLE: TABLE,
      SERVICE_HOST: DEAD,
      PRIMARY_HOST: DEAD,
      DR_HOST: DEAD,
    });
  });

  test("refuses what it does not know", async () => {
    await expect(runHandler({ action: "watch" })).rejects.toThrow("action");
  });

  test("reads the role table of its own region", async () => {
    await makeRoleTable("us-east-2");
    await expect(runHandler({ action: "measure" })).rejects.toThrow("there is no role record of payments");
  });

  test("fails where it can't look", async () => {
    await expect(runHandler({ action: "measure" })).rejects.toThrow("Requested resource not found");
  });
});
