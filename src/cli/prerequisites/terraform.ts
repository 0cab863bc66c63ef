import { basename } from "node:path";
import { CommandError, type RunCommand } from "../../process/command";
import { checkVersion, type ToolCheck } from "./tool";

/** The versions that the stacks ask for in `required_version`; Terraform and OpenTofu count alike. */
export const TERRAFORM_VERSIONS = ">=1.11.0";

/** How long a version manager may take to answer in the binary's place, in seconds. */
const VERSION_TIMEOUT_SECONDS = 30;

/** The binary that cdktf runs as well: `TERRAFORM_BINARY_NAME`, default terraform. */
export function terraformBinary(variables: Readonly<Record<string, string | undefined>>): string {
  return variables.TERRAFORM_BINARY_NAME || "terraform";
}

/**
 * Asks Terraform or OpenTofu for its version.
 *
 * @throws the signal's reason when interrupted.
 */
export async function checkTerraform(
  run: RunCommand,
  binary: string,
  signal?: AbortSignal,
): Promise<ToolCheck> {
  const name = productName(binary);
  const advice = adviceFor(name);
  const command = `${binary} version -json`;
  try {
    const result = await run(binary, ["version", "-json"], {
      signal,
      timeoutSeconds: VERSION_TIMEOUT_SECONDS,
    });
    if (result.exitCode !== 0) {
      const said = firstLine(result.stderr) || firstLine(result.stdout) || "no message";
      return { usable: false, name, reason: `"${command}" failed: ${said}`, advice };
    }
    const version = versionIn(result.stdout);
    if (version !== undefined) return checkVersion(name, version, TERRAFORM_VERSIONS, advice);
    const reason = `"${command}" did not answer with a version: ${firstLine(result.stdout) || "nothing"}`;
    return { usable: false, name, reason, advice };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { usable: false, name, reason: error.message, advice };
  }
}

function productName(binary: string): string {
  return basename(binary).startsWith("tofu") ? "OpenTofu" : "Terraform";
}

function adviceFor(name: string): readonly string[] {
  if (name === "OpenTofu") {
    return [
      "download it from https://opentofu.org/docs/intro/install/",
      "with Homebrew: brew install opentofu",
      "with tenv: tenv tofu install 1.11.0 && tenv tofu use 1.11.0",
      "or use Terraform: unset TERRAFORM_BINARY_NAME",
    ];
  }
  return [
    "download it from https://developer.hashicorp.com/terraform/install",
    "with Homebrew: brew install hashicorp/tap/terraform",
    "with tfenv: tfenv install 1.11.4 && tfenv use 1.11.4",
    "or use OpenTofu 1.11: export TERRAFORM_BINARY_NAME=tofu",
  ];
}

/** OpenTofu's answer has the same key. */
function versionIn(answer: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(answer) as { terraform_version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
