import type { ServedTypes } from "./catalog";

/** The parts of a synthesized stack (`cdk.tf.json`) that name types. */
interface StackJson {
  resource?: Record<string, unknown>;
  data?: Record<string, unknown>;
  ephemeral?: Record<string, unknown>;
}

/** Types of other providers are no business of this one. */
function awsTypes(section: Record<string, unknown> | undefined): string[] {
  return Object.keys(section ?? {}).filter((type) => type.startsWith("aws_"));
}

/** The AWS types that synthesized stacks use, sorted. */
export function typesInUse(...stacks: readonly unknown[]): ServedTypes {
  const parts = stacks as readonly StackJson[];
  const every = (section: keyof StackJson): string[] =>
    [...new Set(parts.flatMap((stack) => awsTypes(stack[section])))].sort();
  return { resources: every("resource"), dataSources: every("data"), ephemeral: every("ephemeral") };
}
