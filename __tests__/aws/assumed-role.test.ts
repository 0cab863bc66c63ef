import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { assumedRole } from "../../src/aws/assumed-role";
import { RegionalClients } from "../../src/aws/clients";
import { credentialsProblem } from "../../src/aws/identity";
import { awsClients } from "../../src/state/clients";
import { answerTo, useSts, type StsAnswer } from "./sts";

const ACCOUNT = "111122223333";
const ROLE = { arn: `arn:aws:iam::${ACCOUNT}:role/deploy`, sessionName: "standby-dev", externalId: "ours" };
const REGION = "eu-west-1";

/** What was asked of STS: the action, who asked, in which region, and all parameters. */
interface Asked {
  readonly action: string;
  readonly accessKey: string;
  readonly region: string;
  readonly parameters: URLSearchParams;
}

let asked: Asked[];
let refuses: string | undefined;
/** The account that the user's own credentials belong to. */
let ownAccount: string;
let endsInMinutes: number;

useSts(answer);

beforeEach(() => {
  asked = [];
  refuses = undefined;
  ownAccount = "999988887777";
  endsInMinutes = 60;
});

async function answer(request: IncomingMessage): Promise<StsAnswer> {
  const parameters = new URLSearchParams(await text(request));
  const [, accessKey = "", region = ""] =
    /Credential=(\w+)\/\d+\/([\w-]+)\//.exec(request.headers.authorization ?? "") ?? [];
  const action = parameters.get("Action") ?? "";
  asked.push({ action, accessKey, region, parameters });
  if (action === "AssumeRole" && refuses) {
    const error = `<Error><Code>${refuses}</Code><Message>no ${action}</Message></Error>`;
    return { status: 403, body: `<ErrorResponse>${error}</ErrorResponse>` };
  }
  const result =
    action === "AssumeRole"
      ? `<Credentials><AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>` +
        `<Expiration>${new Date(Date.now() + endsInMinutes * 60_000).toISOString()}</Expiration></Credentials>`
      : `<Arn>arn</Arn><Account>${accessKey === "ASSUMED" ? ACCOUNT : ownAccount}</Account>`;
  return answerTo(action, result);
}

const actions = () => asked.map(({ action, accessKey }) => `${action} by ${accessKey}`);

describe("the clients of a region, with a role", () => {
  it("take it in that region, by its names, and work as it", async () => {
    const clients = new RegionalClients(REGION, {}, ROLE);

    expect(await credentialsProblem(clients, { account: ACCOUNT, environment: "dev" })).toBeUndefined();

    expect(actions()).toEqual(["AssumeRole by OWN", "GetCallerIdentity by ASSUMED"]);
    expect(asked[0]?.region).toBe(REGION);
    expect(Object.fromEntries(asked[0]?.parameters ?? [])).toMatchObject({
      RoleArn: ROLE.arn,
      RoleSessionName: "standby-dev",
      ExternalId: "ours",
    });
    clients.destroy();
  });

  it("take nothing without one", async () => {
    const clients = new RegionalClients(REGION);
    await clients.sts.send(new GetCallerIdentityCommand({}));

    expect(actions()).toEqual(["GetCallerIdentity by OWN"]);
    clients.destroy();
  });

  it("share one session", async () => {
    const { sites } = awsClients({ primary: REGION, dr: "eu-central-1" }, {}, ROLE);
    const [one, two] = [sites.primary.sts, sites.primary.kms];
    await one.send(new GetCallerIdentityCommand({}));
    await two.config.credentials();

    expect(actions().filter((action) => action === "AssumeRole by OWN")).toHaveLength(1);
    Object.values(sites.primary).forEach((client) => client.destroy());
  });

  it("say so when the role is refused", async () => {
    refuses = "AccessDenied";
    const clients = new RegionalClients(REGION, {}, ROLE);

    expect(await credentialsProblem(clients, { account: ACCOUNT, environment: "dev" })).toBe(
      "not allowed: no AssumeRole",
    );
    clients.destroy();
  });
});

describe("assumedRole", () => {
  const provider = () => assumedRole(ROLE, { region: REGION, maxAttempts: 1 });

  it("asks STS when it is first needed, and for no second session while the first one lasts", async () => {
    const provide = provider();
    expect(asked).toEqual([]);

    const [first, second] = await Promise.all([provide(), provide()]);

    expect(first).toMatchObject({ accessKeyId: "ASSUMED", sessionToken: "t" });
    expect(second).toBe(first);
    expect(await provide()).toBe(first);
    expect(asked).toHaveLength(1);
  });

  it("renews a session that ends within minutes", async () => {
    endsInMinutes = 4;
    const provide = provider();
    await provide();
    await provide();

    expect(asked).toHaveLength(2);
  });

  it.each(["AccessDenied", "AccessDeniedException"])(
    "lets who belongs to the account work as who they are after %s",
    async (code) => {
      refuses = code;
      ownAccount = ACCOUNT;

      expect(await provider()()).toMatchObject({ accessKeyId: "OWN" });
    },
  );

  it("lets nobody else", async () => {
    refuses = "AccessDenied";

    await expect(provider()()).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("takes an invalid session for no refusal", async () => {
    refuses = "ExpiredTokenException";
    ownAccount = ACCOUNT;

    await expect(provider()()).rejects.toMatchObject({ name: "ExpiredTokenException" });
    expect(actions()).toEqual(["AssumeRole by OWN"]);
  });

  it("asks again after a failure", async () => {
    refuses = "ExpiredTokenException";
    const provide = provider();
    await expect(provide()).rejects.toThrow();
    refuses = undefined;

    expect(await provide()).toMatchObject({ accessKeyId: "ASSUMED" });
  });
});
