import { MockProvider, type MockProviderOptions } from "../../../src/terraform/mock-provider";
import { describeWithTerraform } from "../../support/optional";
import { ACCOUNT, startFor, Workspace } from "./rehearsal";

const REGION = "us-east-1";
const PROVIDER = { aws: [{ region: REGION }] };

describe("a provider", () => {
  const none = { resources: [], dataSources: [], ephemeral: [] };

  it("does not start with a type that the bindings don't have", async () => {
    const types = { ...none, resources: ["aws_flying_carpet"] };
    await expect(MockProvider.start({ account: ACCOUNT, types })).rejects.toThrow("aws_flying_carpet");
    await expect(
      MockProvider.start({ account: ACCOUNT, types: { ...none, ephemeral: ["aws_x"] } }),
    ).rejects.toThrow('no ephemeral resource type "aws_x"');
  });

  it("does not start with an account that is none", async () => {
    await expect(MockProvider.start({ account: "12345", types: none })).rejects.toThrow("12 digits");
  });

  it("tells Terraform and OpenTofu where it listens: on this machine only", async () => {
    const provider = await MockProvider.start({ account: ACCOUNT, types: none });
    const addresses = JSON.parse(provider.reattach) as Record<string, { Addr: { String: string } }>;
    provider.stop();
    expect(Object.keys(addresses)).toEqual([
      "registry.terraform.io/hashicorp/aws",
      "registry.opentofu.org/hashicorp/aws",
    ]);
    expect(Object.values(addresses).map(({ Addr }) => Addr.String.split(":")[0])).toEqual([
      "127.0.0.1",
      "127.0.0.1",
    ]);
  });
});

describeWithTerraform("Terraform, when the mock provider refuses", () => {
  /** Runs commands one after the other and answers the output of the last. */
  async function run(
    config: object,
    commands: string[],
    options: Partial<MockProviderOptions> = {},
    act: (provider: MockProvider, workspace: Workspace) => void = () => {},
  ): Promise<string> {
    const provider = await startFor([config], options);
    const workspace = new Workspace(provider, { provider: PROVIDER, ...config });
    try {
      await workspace.init();
      const last = commands.pop() ?? "validate";
      for (const command of commands) await workspace.mustRun(...command.split(" "));
      act(provider, workspace);
      const { status, output } = await workspace.run(...last.split(" "));
      expect(status).toBe(1);
      return output.replace(/\s+/g, " ");
    } finally {
      provider.stop();
      workspace.remove();
    }
  }

  const queue = { aws_sqs_queue: { a: { name: "jobs" } } };

  it("points at the argument when it validates", async () => {
    const resource = { aws_cloudwatch_log_group: { a: { name: "a", retention_in_days: 31 } } };
    const output = await run({ resource }, ["validate"]);
    expect(output).toContain('"31" is not allowed');
    expect(output).toContain("in resource.aws_cloudwatch_log_group.a");
  });

  it("refuses an attribute that AWS decides, an unknown one, a missing one and a wrong type", async () => {
    const validated = (kms: object): Promise<string> =>
      run({ resource: { aws_kms_key: { a: kms } } }, ["validate"]);
    expect(await validated({ arn: "arn:aws:kms:::key/a" })).toContain("Value for unconfigurable attribute");
    expect(await validated({ descripton: "a" })).toContain("Extraneous JSON object property");
    expect(await validated({ multi_region: "sometimes" })).toContain("Incorrect attribute value type");
    const resource = { aws_kms_alias: { a: { name: "alias/a" } } };
    expect(await run({ resource }, ["validate"])).toContain("Missing required argument");
  });

  it("refuses ids that no resource has when it plans, names when it applies", async () => {
    const subnet = { aws_subnet: { a: { vpc_id: "vpc-0123456789abcdef0", cidr_block: "10.0.0.0/24" } } };
    expect(await run({ resource: subnet }, ["plan"])).toContain("names no aws_vpc");
    const policy = {
      aws_iam_role_policy_attachment: { a: { role: "nobody", policy_arn: "arn:aws:iam::aws:policy/A" } },
    };
    expect(await run({ resource: policy }, ["plan", "apply -auto-approve"])).toContain(
      '"nobody" names no aws_iam_role',
    );
  });

  it("refuses a name that is taken", async () => {
    const resource = { aws_sqs_queue: { a: { name: "jobs" }, b: { name: "jobs" } } };
    expect(await run({ resource }, ["apply -auto-approve"])).toContain(
      'There already is aws_sqs_queue "jobs"',
    );
  });

  it("refuses to destroy what is protected", async () => {
    const table = {
      name: "roles",
      hash_key: "id",
      billing_mode: "PAY_PER_REQUEST",
      attribute: [{ name: "id", type: "S" }],
    };
    const resource = { aws_dynamodb_table: { a: { ...table, deletion_protection_enabled: true } } };
    const output = await run({ resource }, ["apply -auto-approve", "destroy -auto-approve"]);
    expect(output).toContain("Deletion is protected");
  });

  it("refuses credentials of another account", async () => {
    const provider = { aws: [{ region: REGION, allowed_account_ids: ["999999999999"] }] };
    expect(await run({ provider, resource: queue }, ["plan"])).toContain(`belong to account ${ACCOUNT}`);
  });

  it("can't work in a region that is down, not even with its provider alone", async () => {
    const output = await run({ resource: queue }, ["plan"], { regionsDown: [REGION] });
    expect(output).toContain("https://sts.us-east-1.amazonaws.com/");
  });

  it("imports what exists, and nothing else", async () => {
    const imported = (id: string): object => ({ import: [{ to: "aws_sqs_queue.a", id }], resource: queue });
    const url = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`;
    const output = await run(imported(`${url}-gone`), ["plan"]);
    expect(output).toContain("Cannot import non-existent remote object");
  });
});
