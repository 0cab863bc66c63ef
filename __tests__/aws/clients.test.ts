import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { RegionalClients } from "../../src/aws/clients";
import { credentialsProblem } from "../../src/aws/identity";
import { answerTo, useSts, type StsAnswer } from "./sts";

let answer: StsAnswer | undefined;

useSts(() => Promise.resolve(answer));

beforeEach(() => {
  answer = undefined;
});

describe("RegionalClients", () => {
  it("gives up a region that takes connections and says nothing", async () => {
    const clients = new RegionalClients("us-east-2", { requestTimeoutMs: 50, maxAttempts: 1 });

    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "TimeoutError",
    });
    clients.destroy();
  });

  it("takes silence for no objection to the credentials", async () => {
    const clients = new RegionalClients("us-east-2", { requestTimeoutMs: 50, maxAttempts: 1 });

    expect(await credentialsProblem(clients, { account: "1", environment: "dev" })).toBeUndefined();
    clients.destroy();
  });

  it("finds the endpoint in the variables of the SDK, and compares the account", async () => {
    answer = answerTo("GetCallerIdentity", "<Arn>me</Arn><Account>2</Account>");
    const clients = new RegionalClients("us-east-2");

    expect(await credentialsProblem(clients, { account: "2", environment: "dev" })).toBeUndefined();
    expect(await credentialsProblem(clients, { account: "1", environment: "dev" })).toBe(
      'wrong account: the credentials (me) belong to 2, the environment "dev" to 1',
    );
    clients.destroy();
  });

  it("makes each client once, and all of its own region", async () => {
    const clients = new RegionalClients("us-east-2");
    const getters = Object.entries(Object.getOwnPropertyDescriptors(RegionalClients.prototype))
      .filter(([, { get }]) => get)
      .map(([name]) => clients[name as "rds"]);

    expect(getters).toHaveLength(16);
    for (const client of getters) expect(await client.config.region()).toBe("us-east-2");
    expect(clients.rds).toBe(clients.rds);
    clients.destroy();
  });

  it("asks the region's own STS", async () => {
    delete process.env.AWS_ENDPOINT_URL;
    const clients = new RegionalClients("us-east-1");

    const hosts: unknown[] = [];
    clients.sts.middlewareStack.add(
      () => (args) => {
        hosts.push((args.request as { hostname?: string }).hostname);
        return Promise.reject(new Error("stopped before it is sent"));
      },
      { step: "finalizeRequest", priority: "low" },
    );

    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow("stopped");
    expect(hosts).toEqual(["sts.us-east-1.amazonaws.com"]);
    clients.destroy();
  });
});
