import type { AddressedBlock } from "../terraform/configuration";

/** The block that a text such as `${aws_iam_role.task.arn}` begins with a reference to. */
export function referred(value: unknown, blocks: readonly AddressedBlock[]): AddressedBlock | undefined {
  const [, address] = /^\$\{((?:data\.)?aws_\w+\.[\w-]+)[.[]/.exec(String(value)) ?? [];
  return blocks.find((block) => block.address === address);
}
