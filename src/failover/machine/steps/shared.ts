import type { PolicyStatement } from "../../../constructs/iam/policy-document";
import { DURATIONS } from "../../durations";
import type { ManualCommand, Step } from "../../plan/model";
import { TABLE_CALL_SECONDS } from "../call";
import { REMOTE_SECONDS } from "../record/remote";
import type { MachineScope } from "../step";

/** In the primary site: the record is in the DR region, unless that is lost. */
export const RECORD_IS_LOST = "$mode = 'failover'";

/** What the steps that write the record have in common. */
export function recordStep(scope: MachineScope, id: string, phase: Step["phase"], title: string) {
  const isRemote = scope.site === "primary";
  return {
    id,
    phase,
    title,
    participant: "failover",
    timeoutSeconds: isRemote ? REMOTE_SECONDS : TABLE_CALL_SECONDS,
    duration: DURATIONS.call,
    mayFail: false,
  } as const;
}

/** The item of the lock that a site takes by itself. */
export function lockKey({ system, site }: MachineScope): string {
  return `${system}#${site === "dr" ? "lock" : "emergency-lock"}`;
}

/** Shows an item of the role table, for a human. */
export function getItemCommand({ region, roleTable }: MachineScope, key: string): string {
  return `aws dynamodb get-item --region ${region} --table-name ${roleTable} --consistent-read --key '{"system":{"S":"${key}"}}'`;
}

/** A write of the role record by hand, wherever it is: the primary site's is in the other region, unless that is lost. */
export function writeRecordCommands(
  { system, site, region, otherRegion, roleTable }: MachineScope,
  change: string,
  expect: string,
  emergencyChange = change,
): ManualCommand[] {
  const command = (at: string, key: string, update: string) =>
    `aws dynamodb update-item --region ${at} --table-name ${roleTable} --key '{"system":{"S":"${key}"}}' ${update}`;
  if (site === "dr") return [{ command: command(region, system, change), expect }];
  return [
    { when: `${otherRegion} answers`, command: command(otherRegion, system, change), expect },
    {
      when: `${otherRegion} is lost`,
      command: command(region, `${system}#emergency`, emergencyChange),
      expect,
    },
  ];
}

/** Some actions on the role table in the own region. */
export function tableStatement(
  scope: MachineScope,
  sid: string,
  actions: readonly string[],
): PolicyStatement {
  const { region, account, roleTable } = scope;
  return { sid, actions, resources: [`arn:aws:dynamodb:${region}:${account}:table/${roleTable}`] };
}

/** One function. */
export function invokeStatement(sid: string, functionArn: string): PolicyStatement {
  return { sid, actions: ["lambda:InvokeFunction"], resources: [functionArn] };
}

/** The alert topic. */
export function publishStatement({ topicArn }: MachineScope): PolicyStatement {
  return { sid: "TellPeople", actions: ["sns:Publish"], resources: [topicArn] };
}

/** The primary site's record is in the DR region, behind a function. */
export function remoteStatements({ site, otherSiteArn }: MachineScope): PolicyStatement[] {
  return site === "primary" ? [invokeStatement("ReachOtherSite", otherSiteArn)] : [];
}
