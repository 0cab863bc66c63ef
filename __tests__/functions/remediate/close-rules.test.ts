import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  ModifySecurityGroupRulesCommand,
  type IpPermission,
} from "@aws-sdk/client-ec2";
import { CloseRules } from "../../../src/functions/remediate/close-rules";
import { remediationEvent } from "../../../src/functions/remediate/event";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { readEvent, withDetail, type GivenEvent } from "./read-event";

const tcp = (port: number, to = port) => ({ IpProtocol: "tcp", FromPort: port, ToPort: to });
const EVERYBODY = { IpRanges: [{ CidrIp: "0.0.0.0/0" }] };

describeWithMinistack("close-rules", () => {
  let ec2: EC2Client;
  let vpcId: string;
  let groupId: string;

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    ec2 = new EC2Client({ region: "us-east-1" });
    vpcId = await makeVpc("10.0.0.0/16");
    groupId = await makeGroup(vpcId);
  });

  async function makeVpc(CidrBlock: string): Promise<string> {
    return (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? "";
  }

  async function makeGroup(VpcId: string): Promise<string> {
    const make = new CreateSecurityGroupCommand({ GroupName: "database", Description: "database", VpcId });
    return (await ec2.send(make)).GroupId ?? "";
  }

  async function open(...IpPermissions: IpPermission[]): Promise<void> {
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions }));
  }

  async function rules() {
    const Filters = [{ Name: "group-id", Values: [groupId] }];
    return (await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules ?? [];
  }

  async function ingress() {
    const all = await rules();
    return all
      .filter(({ IsEgress }) => !IsEgress)
      .map(({ FromPort, CidrIpv4, CidrIpv6 }) => `${FromPort} ${CidrIpv4 ?? CidrIpv6 ?? "a group"}`)
      .sort();
  }

  /** The event of the call that has opened the group. */
  function authorized(): GivenEvent {
    const event = readEvent("ingress-authorized");
    return withDetail(event, { requestParameters: { groupId }, responseElements: null });
  }

  async function examine(event: GivenEvent, publicPorts: readonly number[] = []) {
    const remedy = new CloseRules({ client: ec2, vpcId, publicPorts });
    const finding = await remedy.examine(remediationEvent.parse(event));
    if (finding?.kind === "act") await finding.act();
    return finding;
  }

  test("revokes what is open to everybody, by both families of addresses, and nothing else", async () => {
    await open(
      { ...tcp(5432), ...EVERYBODY },
      { ...tcp(22), Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
      { ...tcp(443), IpRanges: [{ CidrIp: "10.0.0.0/16" }] },
      { ...tcp(6379), UserIdGroupPairs: [{ GroupId: groupId }] },
    );
    const egress = (await rules()).filter(({ IsEgress }) => IsEgress).length;
    const finding = await examine(authorized());
    expect(finding).toMatchObject({
      kind: "act",
      proposal: expect.stringMatching(/^revoke sgr-\w+, sgr-\w+$/) as string,
    });
    expect(await ingress()).toEqual(["443 10.0.0.0/16", "6379 a group"]);
    expect((await rules()).filter(({ IsEgress }) => IsEgress)).toHaveLength(egress);
    // It comes again: there is nothing left to do.
    expect(await examine(authorized())).toEqual({
      kind: "unneeded",
      why: `${groupId} lets in nobody it must not`,
    });
  });

  test("says who it was by the ARN, and no more of the person", async () => {
    await open({ ...tcp(5432), ...EVERYBODY });
    const finding = await examine(authorized());
    expect(finding).toMatchObject({
      saw: `arn:aws:sts::111122223333:assumed-role/operations/operator has opened ${groupId} to everybody: tcp 5432 to 5432 from 0.0.0.0/0`,
    });
    expect(JSON.stringify(finding)).not.toMatch(/192\.0\.2\.1|ASIA|AROA/);
  });

  test("closes every protocol at once", async () => {
    await open({ IpProtocol: "-1", ...EVERYBODY });
    expect(await examine(authorized())).toMatchObject({
      saw: expect.stringContaining("every protocol from 0.0.0.0/0") as string,
    });
    expect(await ingress()).toEqual([]);
  });

  test("meets a rule that was modified, whose request is spelled another way", async () => {
    await open({ ...tcp(22), IpRanges: [{ CidrIp: "10.0.0.0/16" }] });
    const [rule] = (await rules()).filter(({ IsEgress }) => !IsEgress);
    const SecurityGroupRuleId = rule?.SecurityGroupRuleId;
    await ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId: groupId,
        SecurityGroupRules: [
          { SecurityGroupRuleId, SecurityGroupRule: { ...tcp(22), CidrIpv4: "0.0.0.0/0" } },
        ],
      }),
    );
    const event = readEvent("rules-modified");
    const requestParameters = { ModifySecurityGroupRulesRequest: { GroupId: groupId } };
    expect(await examine(withDetail(event, { requestParameters }))).toMatchObject({ kind: "act" });
    expect(await ingress()).toEqual([]);
  });

  test("finds a group that was named by its name in the answer", async () => {
    await open({ ...tcp(5432), ...EVERYBODY });
    const event = withDetail(readEvent("ingress-authorized"), {
      requestParameters: { groupName: "database" },
      responseElements: { _return: true, securityGroupRuleSet: { items: [{ groupId }] } },
    });
    expect(await examine(event)).toMatchObject({ kind: "act" });
  });

  test("leaves ports open that are meant to be, one by one", async () => {
    await open({ ...tcp(443), ...EVERYBODY }, { ...tcp(443, 8443), ...EVERYBODY });
    await examine(authorized(), [443]);
    const left = (await rules())
      .filter(({ IsEgress }) => !IsEgress)
      .map(({ FromPort, ToPort }) => [FromPort, ToPort]);
    expect(left).toEqual([[443, 443]]);
  });

  test("leaves other VPCs alone, whatever they let in", async () => {
    groupId = await makeGroup(await makeVpc("10.9.0.0/16"));
    await open({ ...tcp(22), ...EVERYBODY });
    expect(await examine(authorized())).toEqual({ kind: "unneeded", why: "the group is not of this VPC" });
    expect(await ingress()).toEqual(["22 0.0.0.0/0"]);
  });

  test("leaves a group alone that is gone", async () => {
    expect(await examine(readEvent("ingress-authorized"))).toEqual({
      kind: "unneeded",
      why: "the group is not of this VPC",
    });
  });

  test("does nothing for a call that EC2 has refused", async () => {
    await open({ ...tcp(5432), ...EVERYBODY });
    const refused = withDetail(authorized(), { errorCode: "Client.UnauthorizedOperation" });
    expect(await examine(refused)).toMatchObject({ kind: "unneeded" });
    expect(await ingress()).toEqual(["5432 0.0.0.0/0"]);
  });

  test.each([
    {
      what: "another call",
      event: withDetail(readEvent("ingress-authorized"), { eventName: "RunInstances" }),
    },
    {
      what: "another service",
      event: withDetail(readEvent("ingress-authorized"), { eventSource: "rds.amazonaws.com" }),
    },
    { what: "an alarm", event: readEvent("targets-alarm") },
  ])("$what is none of its business", async ({ event }) => {
    expect(await examine(event)).toBeUndefined();
  });
});
