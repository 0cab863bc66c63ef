import {
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupIngressCommand,
  type EC2Client,
  type SecurityGroupRule,
} from "@aws-sdk/client-ec2";
import type { RemediationEvent } from "./event";
import { OPENING_CALLS } from "./event-names";
import type { Finding, Remedy } from "./remedy";

/** Everybody. EC2 writes any block of this length so. */
const EVERYBODY = ["0.0.0.0/0", "::/0"];

/** What the remedy looks at. */
export interface CloseRulesProps {
  readonly client: EC2Client;
  readonly vpcId: string;
  /** TCP ports that everybody may reach. */
  readonly publicPorts: readonly number[];
}

type ApiCall = Extract<RemediationEvent, { "detail-type": "AWS API Call via CloudTrail" }>;

/**
 * A security group of the own VPC that was opened to everybody: takes the rules back, by their ids, and says who made
 * them. Rules between groups, to smaller blocks and outwards stay.
 */
export class CloseRules implements Remedy {
  readonly name = "close-rules";
  readonly limit = { times: 20, withinMinutes: 60 };

  constructor(private readonly props: CloseRulesProps) {}

  async examine(event: RemediationEvent): Promise<Finding | undefined> {
    if (event["detail-type"] !== "AWS API Call via CloudTrail") return undefined;
    const { eventSource, eventName, errorCode } = event.detail;
    if (eventSource !== "ec2.amazonaws.com" || !OPENING_CALLS.includes(eventName)) return undefined;
    if (errorCode !== undefined) return { kind: "unneeded", why: `EC2 has refused it: ${errorCode}` };
    const groupIds = await this.ownGroups(groupsOf(event));
    if (groupIds.length === 0) return { kind: "unneeded", why: "the group is not of this VPC" };
    const [groupId = ""] = groupIds;
    const open = (await this.rulesOf(groupId)).filter((rule) => this.isOpen(rule));
    if (open.length === 0) return { kind: "unneeded", why: `${groupId} lets in nobody it must not` };
    return this.propose(event, groupId, open);
  }

  private propose(event: ApiCall, groupId: string, open: readonly SecurityGroupRule[]): Finding {
    const { arn, invokedBy = "somebody" } = event.detail.userIdentity;
    const ruleIds = open.map(({ SecurityGroupRuleId = "" }) => SecurityGroupRuleId).sort();
    return {
      kind: "act",
      subject: ruleIds.join(" "),
      saw: `${arn ?? invokedBy} has opened ${groupId} to everybody: ${open.map(describeRule).join(", ")}`,
      proposal: `revoke ${ruleIds.join(", ")}`,
      act: () =>
        this.props.client.send(
          new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: ruleIds }),
        ),
    };
  }

  private async ownGroups(groupIds: readonly string[]): Promise<string[]> {
    if (groupIds.length === 0) return [];
    const { client, vpcId } = this.props;
    const describe = new DescribeSecurityGroupsCommand({
      Filters: [
        { Name: "group-id", Values: [...groupIds] },
        { Name: "vpc-id", Values: [vpcId] },
      ],
    });
    const { SecurityGroups = [] } = await client.send(describe);
    // Not only by the filter: what follows must never touch a group of somebody else's.
    return SecurityGroups.flatMap(({ GroupId = "", VpcId }) =>
      VpcId === vpcId && groupIds.includes(GroupId) ? [GroupId] : [],
    );
  }

  private async rulesOf(groupId: string): Promise<SecurityGroupRule[]> {
    const describe = new DescribeSecurityGroupRulesCommand({
      Filters: [{ Name: "group-id", Values: [groupId] }],
    });
    return (await this.props.client.send(describe)).SecurityGroupRules ?? [];
  }

  private isOpen({ IsEgress, CidrIpv4 = "", CidrIpv6 = "", ...rule }: SecurityGroupRule): boolean {
    const isForEverybody = [CidrIpv4, CidrIpv6].some((block) => EVERYBODY.includes(block));
    return isForEverybody && IsEgress === false && !this.isAllowed(rule);
  }

  private isAllowed({ IpProtocol, FromPort = -1, ToPort = -1 }: SecurityGroupRule): boolean {
    return IpProtocol === "tcp" && FromPort === ToPort && this.props.publicPorts.includes(FromPort);
  }
}

/** The group stands in the request; one that was named by its name, in the answer. */
function groupsOf({ detail: { requestParameters, responseElements } }: ApiCall): string[] {
  const { groupId, ModifySecurityGroupRulesRequest: modification } = requestParameters ?? {};
  const answered = responseElements?.securityGroupRuleSet?.items.map((item) => item.groupId) ?? [];
  return [...new Set([groupId, modification?.GroupId, ...answered])].filter((id) => id !== undefined);
}

function describeRule({ IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6 }: SecurityGroupRule): string {
  const protocol = IpProtocol === "-1" ? "every protocol" : `${IpProtocol} ${FromPort} to ${ToPort}`;
  return `${protocol} from ${CidrIpv4 ?? CidrIpv6}`;
}
