import type { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { RoleTableError } from "../../src/role-record/read";
import { readRelayedItem, RoleRelayError } from "../../src/role-record/relay";

const RECORD = { system: "mediadb", active_site: "dr", traffic_site: "dr", epoch: 2 };

/** A function that answers a text, and what it is asked. */
function functionThat(said: string | undefined, failure?: string) {
  const send = jest.fn((_invoke: InvokeCommand, _options?: object) =>
    Promise.resolve({
      ...(said !== undefined && { Payload: { transformToString: () => said } }),
      ...(failure !== undefined && { FunctionError: failure }),
    }),
  );
  return { send, client: { send } as unknown as LambdaClient };
}

const read = (said: string | undefined, failure?: string) =>
  readRelayedItem(functionThat(said, failure).client, "read-role", "mediadb", "record");

test("asks the function for one item, and says what that says", async () => {
  const { send, client } = functionThat(JSON.stringify({ item: RECORD }));
  const { signal: abortSignal } = new AbortController();
  const item = await readRelayedItem(client, "read-role", "mediadb", "record", { abortSignal });
  expect(item).toMatchObject({ active_site: "dr", epoch: 2 });
  const [[invoke, options] = []] = send.mock.calls;
  expect(invoke?.input).toEqual({ FunctionName: "read-role", Payload: JSON.stringify({ item: "record" }) });
  expect(options).toEqual({ abortSignal });
});

test("there is no item where the function says so in words", async () => {
  await expect(read('{"item":null}')).resolves.toBeUndefined();
});

test.each(["{}", "null", "", "<html>", undefined])(
  "the answer %j is a failure, and not an item that is missing",
  async (said) => {
    await expect(read(said)).rejects.toThrow(RoleRelayError);
    await expect(read(said)).rejects.toThrow(`read-role answered no item: ${said ?? ""}`);
  },
);

test("a function that fails says why, even where its answer looks like one", async () => {
  await expect(read('{"item":null}', "Unhandled")).rejects.toThrow(RoleRelayError);
  await expect(read('{"errorType":"TimeoutError"}', "Unhandled")).rejects.toThrow(
    'read-role failed (Unhandled): {"errorType":"TimeoutError"}',
  );
});

test("an item that makes no sense is refused as one of the table is", async () => {
  const nonsense = JSON.stringify({ item: { ...RECORD, epoch: "two" } });
  await expect(read(nonsense)).rejects.toThrow(RoleTableError);
  await expect(read(nonsense)).rejects.toThrow("the item record of mediadb makes no sense: epoch: ");
});
