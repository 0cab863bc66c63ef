import { otherSite } from "../../config/site";
import { targetsOf } from "../../failover/objectives/bounds";
import { inWords } from "../../failover/objectives/in-words";
import { recoveryTime } from "../../failover/objectives/recovery-time";
import type { FailoverPlan, Mode, RecoveryPoint } from "../../failover/plan/model";
import type { Runbook } from "../actions/runbook";
import { fenced, stepBlocks } from "./runbook-steps";

/** The procedure of one mode, as Markdown for a human. */
export function runbookText(runbook: Runbook): string {
  const blocks = [
    `# ${titleOf(runbook)}`,
    `Environment ${runbook.environment}, account ${runbook.account}. Every name below is real. ${WHEN[runbook.mode]}`,
    figures(runbook),
    ...beginning(runbook),
    ...starting(runbook),
    ...watching(runbook),
    "## 4. If Step Functions does not answer: by hand, in this order",
    "Only after it has not answered for minutes, and while no execution runs: two who move roles at once are worse than none.",
    ...stepBlocks(runbook.plan.modes[runbook.mode]),
    ...ending(runbook),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** When each mode is the right one. */
const WHEN: Readonly<Record<Mode, string>> = {
  failover: "For a lost region: the latest data may be lost.",
  switchover: "For two healthy sites: nothing is lost, and writes stop for a moment.",
  reprotect:
    "For the time after a takeover, when both regions answer: until then a second loss would be final.",
};

function titleOf({ mode, plan }: Runbook): string {
  const { system, site, regions } = plan;
  switch (mode) {
    case "failover":
      return `Failover of ${system}: ${regions[site]} takes over from the lost ${regions[otherSite(site)]}`;
    case "switchover":
      return `${site === "primary" ? "Failback" : "Switchover"} of ${system} to ${regions[site]}`;
    case "reprotect":
      return `Re-protection of ${system}: ${regions[site]} stands by again`;
  }
}

function figures({ mode, plan }: Runbook): string {
  const { expectedSeconds, worstSeconds } = recoveryTime(plan, mode);
  const objective =
    mode === "failover" ? `; the objective is ${inWords(targetsOf(plan).recoveryTimeSeconds)}` : "";
  const time = `- Takes ${inWords(expectedSeconds)} as a rule, ${inWords(worstSeconds)} at most${objective}.`;
  return [time, ...(mode === "failover" ? plan.recoveryPoints.map(lossLine) : [])].join("\n");
}

function lossLine({ datastore, mechanism, loss, bound }: RecoveryPoint): string {
  const limit =
    "by" in bound
      ? `at most ${inWords(loss.worstSeconds)} (${bound.by})`
      : `nothing bounds it (alarm ${bound.alarm} tells)`;
  return `- May lose of ${datastore} (${mechanism}): ${inWords(loss.expectedSeconds)} as a rule, ${limit}.`;
}

function beginning({ account, plan }: Runbook): string[] {
  const region = regionOf(plan);
  return [
    "## 1. Before you begin",
    `Be the right one, in the region that lives:`,
    fenced(`aws sts get-caller-identity --region ${region} --query Account --output text`),
    `Must answer: ${account}`,
    `Who serves, and what is in the way: \`npm run standby -- status ${plan.system}\``,
  ];
}

function starting({ mode, plan, machineArn }: Runbook): string[] {
  const input = JSON.stringify({ mode, trigger: "operator", reason: "SAY WHY" });
  return [
    "## 2. Start the state machine",
    fenced(
      [
        `aws stepfunctions start-execution --region ${regionOf(plan)} \\`,
        `  --state-machine-arn ${machineArn} \\`,
        `  --input '${input}'`,
      ].join("\n"),
    ),
    "Must answer: an `executionArn`. If the execution ends with `AlreadyRunning`, another one holds the lock; when that one is " +
      'surely dead, start again with `"breakLock": true` in the input.',
  ];
}

function watching({ plan, machineArn }: Runbook): string[] {
  const region = regionOf(plan);
  const executions = machineArn.replace(":stateMachine:", ":execution:");
  return [
    "## 3. Watch it",
    fenced(
      [
        `aws stepfunctions list-executions --region ${region} --state-machine-arn ${machineArn} --max-items 1`,
        `aws stepfunctions describe-execution --region ${region} --execution-arn ${executions}:NAME`,
        `aws stepfunctions get-execution-history --region ${region} --execution-arn ${executions}:NAME --reverse-order --max-items 20`,
      ].join("\n"),
    ),
    "Done when: `status` is `SUCCEEDED`. After `FAILED` or `TIMED_OUT` read `error` and `cause`, mend what they name, and " +
      "start again: every step may be repeated.",
  ];
}

function ending({ mode, plan }: Runbook): string[] {
  const { system, site } = plan;
  const next =
    mode === "reprotect"
      ? `\`npm run standby -- status ${system}\` must say: protected.`
      : `When ${plan.regions[otherSite(site)]} answers again: ` +
        `\`npm run standby -- runbook ${system} --mode reprotect --site ${otherSite(site)}\`.`;
  return ["## Afterwards", next];
}

function regionOf({ regions, site }: FailoverPlan): string {
  return regions[site];
}
