import { TOOLS } from "./tools";

/**
 * The oldest Node.js that is still supported, of those that the build image offers (CodeBuild User Guide, "Available
 * runtimes", read 2026-11).
 */
const NODE = 22;

const SCRIPTS = "src/constructs/pipeline/scripts";

/** What a build does, as CodeBuild reads it (CodeBuild User Guide, "Build specification reference", read 2026-11). */
export interface Buildspec {
  readonly version: 0.2;
  readonly env: { readonly shell: "bash"; readonly variables: Readonly<Record<string, string>> };
  readonly phases: {
    readonly install: {
      readonly "runtime-versions": Readonly<Record<string, number>>;
      readonly commands: readonly string[];
    };
    readonly build: { readonly commands: readonly string[] };
  };
  readonly artifacts?: { readonly "base-directory": string; readonly files: readonly string[] };
}

/** What a stage's build runs. */
export interface BuildspecProps {
  /** A script of `scripts`, without its ending. It is part of the source: who runs it by hand does the same. */
  readonly script: string;
  /** Whether it leaves a report. */
  readonly hasReport: boolean;
  /**
   * After how many minutes the script is told to end, so that it can still tidy up.
   *
   * @default - the build's own time limit ends it at once
   */
  readonly endsAfterMinutes?: number;
  /**
   * Whether it copies images.
   *
   * @default false
   */
  readonly copiesImages?: boolean;
}

/** The build of a stage: it installs the tools and the project's packages, and runs one script. */
export function buildspec({
  script,
  hasReport,
  endsAfterMinutes,
  copiesImages = false,
}: BuildspecProps): Buildspec {
  const limit = endsAfterMinutes === undefined ? "" : `timeout ${endsAfterMinutes}m `;
  return {
    version: 0.2,
    env: {
      shell: "bash",
      variables: {
        TERRAFORM_URL: TOOLS.terraform.url,
        TERRAFORM_SHA256: TOOLS.terraform.sha256,
        ...(copiesImages && { CRANE_URL: TOOLS.crane.url, CRANE_SHA256: TOOLS.crane.sha256 }),
        CHECKPOINT_DISABLE: "1",
        DISABLE_VERSION_CHECK: "1",
        AWS_STS_REGIONAL_ENDPOINTS: "regional",
      },
    },
    phases: {
      install: { "runtime-versions": { nodejs: NODE }, commands: [`bash ${SCRIPTS}/install.sh`] },
      build: { commands: [`${limit}bash ${SCRIPTS}/${script}.sh`] },
    },
    ...(hasReport && { artifacts: { "base-directory": "reports", files: ["**/*"] } }),
  };
}
