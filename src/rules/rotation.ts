import { addressedBlocks, type AddressedBlock, type Block } from "../terraform/configuration";
import type { Rule } from "./rule";

/** Labels that move with a rotation; every other one stays where it was put. */
const MOVING = ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"];

/** Decision 0010: a rotated secret keeps the version that Terraform has written, or a plan would write a new password. */
export const rotationRule: Rule = {
  id: "rotation",
  title: "A rotated secret keeps Terraform's version, and Terraform leaves its labels alone",
  check({ site, configuration }) {
    const blocks = addressedBlocks(configuration).filter(({ mode }) => mode === "resource");
    const rotations = blocks.filter(({ type }) => type === "aws_secretsmanager_secret_rotation");
    const rotated = rotations.map(({ block }) => secretOf(block));
    const copies =
      site === "primary"
        ? []
        : rotations.map(
            ({ address }) => `${address}: the secrets of the DR region are copies, which can't be rotated`,
          );
    return [
      ...copies,
      ...blocks
        .filter(({ type, block }) => type === VERSION && rotated.includes(secretOf(block)))
        .flatMap(problemsOf),
    ];
  },
};

const VERSION = "aws_secretsmanager_secret_version";

/** The secret that an argument refers to, whatever attribute it takes; or its literal id. */
function secretOf({ secret_id: secretId }: Block): string {
  return /aws_secretsmanager_secret\.[\w-]+/.exec(String(secretId))?.[0] ?? String(secretId);
}

function problemsOf({ address, block }: AddressedBlock): string[] {
  const { version_stages: stages, lifecycle } = block as {
    version_stages?: readonly string[];
    lifecycle?: { ignore_changes?: readonly string[] };
  };
  const kept = stages?.some((stage) => !MOVING.includes(stage)) && stages.includes("AWSCURRENT");
  return [
    ...(kept
      ? []
      : [`${address}: version_stages must be AWSCURRENT and a label of its own, or the version is lost`]),
    ...(lifecycle?.ignore_changes?.includes("version_stages")
      ? []
      : [`${address}: lifecycle.ignore_changes must name version_stages, or a plan undoes the rotation`]),
  ];
}
