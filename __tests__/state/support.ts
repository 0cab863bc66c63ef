import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import { bootstrap, type BootstrapOptions } from "../../src/state/bootstrap";
import { awsClients, type BackendClients } from "../../src/state/clients";
import type { StateScope } from "../../src/state/locations";
import type { BootstrapReport } from "../../src/state/report";

/** Tags that the tests ask for. */
export const TAGS = { system: "payments", owner: "standby" };

/** A scope of the system payments in an account. */
export function scopeIn(account: string, changes: Partial<StateScope> = {}): StateScope {
  const regions = { primary: "eu-central-1", dr: "eu-west-1" };
  return { system: "payments", environment: "dev", suffix: "test", account, regions, ...changes };
}

/** Runs the bootstrap without waiting between attempts. */
export function run(scope: StateScope, options: Partial<BootstrapOptions> = {}): Promise<BootstrapReport> {
  return bootstrap(scope, {
    dryRun: false,
    protect: true,
    tags: TAGS,
    pause: async () => undefined,
    ...options,
  });
}

/** The report's changes as `kind: setting: action`. */
export function changesOf(report: BootstrapReport): string[] {
  return report.entries
    .filter(({ action }) => action !== "unchanged")
    .map(({ kind, setting, action }) => `${kind}: ${setting}: ${action}`);
}

/** Clients that note every command they are given, by its name and with its input. */
export function recordingClients(scope: StateScope) {
  const clients = awsClients(scope.regions);
  const commands: string[] = [];
  const calls: { command: string; input: Record<string, unknown> }[] = [];
  const all = [...Object.values(clients.sites.primary), ...Object.values(clients.sites.dr), clients.iam];
  for (const client of all as BackendClients["sites"]["primary"]["s3"][]) {
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) => {
          const command = commandName.replace(/Command$/, "");
          commands.push(command);
          calls.push({ command, input: { ...args.input } });
          return next(args);
        },
      { step: "initialize", name: "recorder" },
    );
  }
  return { clients, commands, calls };
}

/** Makes an error as AWS's SDK throws it. */
export function awsError(name: string, message = "from the test"): Error {
  return Object.assign(new Error(message), { name });
}

/** Reads the statements of a bucket's policy. */
export async function policyOf({ sites }: BackendClients, site: "primary" | "dr", Bucket: string) {
  const { Policy = "{}" } = await sites[site].s3.send(new GetBucketPolicyCommand({ Bucket }));
  return (JSON.parse(Policy) as { Statement: { Sid?: string }[] }).Statement;
}
