import type { Context } from "aws-lambda";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import type * as Handler from "../../../src/functions/other-site/handler";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE } from "./role-tables";

const settings = {
  AWS_REGION: "us-east-1",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  SYSTEM,
  ENVIRONMENT_SUFFIX: "dev",
  SITE: "primary",
  OTHER_REGION: "us-east-2",
  CLUSTER_NAME: "payments-cluster-dr-dev",
  SERVICE_NAME: "payments-service-dr-dev",
  GLOBAL_CLUSTER: "payments-database-global-dev",
  OWN_DATABASE_ARN: "arn:aws:rds:us-east-1:111122223333:cluster:payments-database-dev",
  OTHER_MACHINE_ARN: "arn:aws:states:us-east-2:111122223333:stateMachine:payments-failover-dr-dev",
  ROLE_TABLE: TABLE,
  ROLE_REGION: "us-east-2",
};

/** The handler as Lambda loads it: its clients and settings come from the environment of that moment. */
async function runHandler(event: unknown, remainingMs = 20_000): Promise<object> {
  const loaded: (typeof Handler)[] = [];
  jest.isolateModules(() => {
    loaded.push(jest.requireActual<typeof Handler>("../../../src/functions/other-site/handler"));
  });
  const context = { getRemainingTimeInMillis: () => remainingMs } as Context;
  const [found] = loaded;
  if (!found) throw new Error("no handler");
  return found.handler(event, context);
}

describeWithMinistack("other-site", () => {
  useEmptyAccounts(() => Object.assign(process.env, settings));

  test("writes the record in the DR region for the primary site", async () => {
    process.env.MIRROR_PARAMETER = "/standby/payments/dev/active-site";
    const truth = await makeRoleTable("us-east-2");
    await truth.put("record", { active_site: "dr", traffic_site: "dr", epoch: 2 });
    await runHandler({ action: "record", operation: "claim", epoch: 2, holder: "execution" });
    expect(await truth.get("record")).toMatchObject({
      active_site: "primary",
      epoch: 3,
      changed_by: "execution",
    });
  });

  test("leaves the record to the machine of its own region", async () => {
    delete process.env.MIRROR_PARAMETER;
    await expect(runHandler({ action: "record", operation: "read" })).rejects.toThrow("write it from here");
  });

  test("refuses what it does not know", async () => {
    await expect(runHandler({ action: "promote" })).rejects.toThrow("action");
  });
});

describe("a region that is lost", () => {
  let silent: Server;
  const environment = process.env;

  beforeEach(async () => {
    // Takes connections, and never says a word.
    silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    process.env = {
      ...environment,
      ...settings,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
  });

  afterEach(() => {
    process.env = environment;
    silent.close();
  });

  test.each([
    { action: "fence" },
    { action: "switch-over" },
    { action: "start-reprotection", epoch: 2, reason: "back" },
  ])("is given up while there is time to say so: %j", async (event) => {
    await expect(runHandler(event, 4_100)).rejects.toMatchObject({ name: "OtherSiteUnreachable" });
  });
});
