import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { Item } from "./items";
import { parseItem, type ReadOptions, type RoleItemName } from "./read";

/** What the function `read-role` is asked. */
export interface RoleQuestion {
  readonly item: RoleItemName;
}

/** What it answers: the item as the DR region has it, null where there is none. */
export interface RoleAnswer {
  readonly item: Readonly<Record<string, unknown>> | null;
}

/** The function has failed, or answered what it must not. Its message is for logs: it may name parts of AWS. */
export class RoleRelayError extends Error {
  override readonly name = "RoleRelayError";
}

/**
 * Reads one item of the DR region's role table through the function `read-role`, from where no way leads to another region.
 *
 * @returns undefined where there is none.
 * @throws RoleTableError if it makes no sense; RoleRelayError if the function fails; errors of Lambda as they are.
 */
export async function readRelayedItem<Name extends RoleItemName>(
  client: LambdaClient,
  functionName: string,
  system: string,
  name: Name,
  { abortSignal }: ReadOptions = {},
): Promise<Item<Name> | undefined> {
  const question: RoleQuestion = { item: name };
  const invoke = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(question) });
  const { FunctionError: failure, Payload: payload } = await client.send(
    invoke,
    abortSignal && { abortSignal },
  );
  const said = payload?.transformToString() ?? "";
  if (failure !== undefined) throw new RoleRelayError(`${functionName} failed (${failure}): ${said}`);
  const item = itemIn(said);
  // Nothing but null is "there is none": an answer of something else must not pass for that.
  if (item === undefined) throw new RoleRelayError(`${functionName} answered no item: ${said}`);
  return item === null ? undefined : parseItem(system, name, item);
}

function itemIn(said: string): unknown {
  try {
    return (JSON.parse(said) as RoleAnswer | null)?.item;
  } catch {
    return undefined;
  }
}
