import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateKeyCommand } from "@aws-sdk/client-kms";
import { PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { awsClients, readsOnly } from "../../src/state/clients";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const regions = { primary: "eu-central-1", dr: "eu-west-1" };

test("each site's clients have that site's region", async () => {
  const { sites, iam } = awsClients(regions, {});
  for (const site of ["primary", "dr"] as const) {
    const clients = Object.values(sites[site]) as { config: { region: () => Promise<string> } }[];
    const found = await Promise.all(clients.map(({ config }) => config.region()));
    expect(found).toEqual(Array(4).fill(regions[site]));
  }
  expect(await iam.config.region()).toBe("us-east-1");
});

test.each([
  [{}, false],
  [{ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, true],
  [{ AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" }, true],
  [{ AWS_ENDPOINT_URL_S3: "" }, false],
])("with %j S3 is addressed by path: %s", (variables, expected) => {
  expect(awsClients(regions, variables).sites.dr.s3.config.forcePathStyle).toBe(expected);
});

test("in a dry run no client sends a command that writes, and afterwards they do again", async () => {
  const clients = awsClients(regions, {});
  const sent: string[] = [];
  const { s3, dynamodb, kms } = clients.sites.dr;
  // Nothing gets past the last step before the network.
  for (const client of [s3, dynamodb, kms, clients.iam] as (typeof s3)[]) {
    client.middlewareStack.add(
      (_next, { commandName = "" }) =>
        async () => {
          sent.push(commandName);
          throw new Error("sent");
        },
      { step: "initialize", priority: "low", name: "catcher" },
    );
  }
  const write = () => [
    s3.send(new PutBucketPolicyCommand({ Bucket: "b", Policy: "{}" })),
    dynamodb.send(new CreateTableCommand({ TableName: "t" })),
    kms.send(new CreateKeyCommand({})),
    clients.iam.send(new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: "{}" })),
  ];
  const outcomes = async () =>
    (await Promise.allSettled(write())).map(
      (result) => result.status === "rejected" && String(result.reason),
    );

  const release = readsOnly(clients);
  expect(await outcomes()).toEqual([
    "Refusal: a dry run must not call PutBucketPolicyCommand",
    "Refusal: a dry run must not call CreateTableCommand",
    "Refusal: a dry run must not call CreateKeyCommand",
    "Refusal: a dry run must not call CreateRoleCommand",
  ]);
  expect(sent).toEqual([]);
  release();
  expect(await outcomes()).toEqual(Array(4).fill("Error: sent"));
  expect(sent).toHaveLength(4);
});
