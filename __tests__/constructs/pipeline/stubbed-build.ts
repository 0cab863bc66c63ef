import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const SCRIPTS = "src/constructs/pipeline/scripts";
const PROGRAMS = ["aws", "crane", "curl", "npm", "npx", "sleep", "tar", "terraform", "unzip"];

/**
 * Stands in for a program: writes down how it was called and as whom, and then does as the test says. `$PPID` is the script.
 */
const STUB = `#!/bin/bash
call="$(basename "$0") $*"
echo "$call\${AWS_PROFILE:+ (as $AWS_PROFILE)}" >>"$CALLS"
[[ $call == "curl "* ]] && { while [[ $1 != --output ]]; do shift; done; printf '%s' "$DOWNLOAD" >"$2"; }
[[ $call == "aws sts"* ]] && echo "$ACCOUNT"
[[ $call == *drill-image.ts ]] && echo "$IMAGE"
if [[ -n $TERMINATES && $call =~ $TERMINATES ]]; then kill -TERM "$PPID"; exit 1; fi
if [[ -n $FAILS && $call =~ $FAILS ]]; then
  echo >>"$CALLS.failed"
  [[ $(wc -l <"$CALLS.failed") -gt $TIMES ]] || exit "$CODE"
fi
exit 0
`;

/** What the programs do that a script calls. */
export interface Stubs {
  /** The calls that fail, as a regular expression. @default - none */
  readonly fails?: string;
  /** How often they fail. @default - always */
  readonly times?: number;
  /** What they fail with. @default 1 */
  readonly code?: number;
  /** The call during which the build runs out of time. @default - none */
  readonly terminates?: string;
  /** What is downloaded. @default "" */
  readonly download?: string;
  /** The account of the credentials. @default "222233334444" */
  readonly account?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** What became of a build. */
export interface Build {
  readonly status: number | null;
  readonly stderr: string;
  /** Calls of programs, in their order. */
  readonly calls: readonly string[];
  /** Reports that were left, by name. */
  readonly reports: Readonly<Record<string, boolean>>;
}

/** The image that the drill finds out. */
export const IMAGE =
  "222233334444.dkr.ecr.us-east-1.amazonaws.com/payments-service-drill us-east-1 sha256:abc -target=aws_ecr_repository.images";

/** Runs commands as a build does, one after the other in the source's folder, until one fails. */
export function runBuild(commands: readonly string[], stubs: Stubs = {}): Build {
  const root = mkdtempSync(join(tmpdir(), "standby-build-"));
  try {
    cpSync(resolve(__dirname, "../../..", SCRIPTS), join(root, SCRIPTS), { recursive: true });
    const programs = join(root, "programs");
    mkdirSync(programs);
    for (const program of PROGRAMS) {
      writeFileSync(join(programs, program), STUB);
      chmodSync(join(programs, program), 0o755);
    }
    const calls = join(root, "calls");
    writeFileSync(calls, "");
    const { status, stderr } = spawnSync("bash", ["-c", commands.join(" && ")], {
      cwd: root,
      encoding: "utf8",
      env: {
        PATH: `${programs}:/usr/bin:/bin`,
        TMPDIR: root,
        TOOLS: programs,
        CALLS: calls,
        FAILS: stubs.fails ?? "",
        TIMES: String(stubs.times ?? 1_000),
        CODE: String(stubs.code ?? 1),
        TERMINATES: stubs.terminates ?? "",
        DOWNLOAD: stubs.download ?? "",
        ACCOUNT: stubs.account ?? "222233334444",
        IMAGE,
        ...stubs.variables,
      },
    });
    const names = ["objectives.txt", "simulation.txt", "plan-primary.txt", "plan-dr.txt", "drift.txt"];
    return {
      status,
      stderr,
      calls: readFileSync(calls, "utf8").trim().split("\n").filter(Boolean),
      reports: Object.fromEntries(names.map((name) => [name, existsSync(join(root, "reports", name))])),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
