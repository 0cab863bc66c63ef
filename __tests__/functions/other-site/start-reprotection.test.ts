import { ExecutionAlreadyExists, type SFNClient } from "@aws-sdk/client-sfn";
import { startReprotection } from "../../../src/functions/other-site/start-reprotection";
import { stubClient, virtualTools, type Answers } from "./stub-client";

const MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:payments-failover-dev";

function machine(answers: Answers) {
  const { client, sent } = stubClient<SFNClient>(answers);
  const run = (given: { readonly epoch?: number; readonly reason?: string } = {}) => {
    const asked = { epoch: 2, reason: "the region is back", trigger: "alarm", ...given } as const;
    return startReprotection({ sfn: client, machineArn: MACHINE, ...asked }, virtualTools().tools);
  };
  return { sent, run };
}

test("starts the other machine in its mode, under a name that the same takeover always gives", async () => {
  const { run, sent } = machine({ StartExecution: () => ({}) });
  const { executionArn, started } = await run();
  expect(started).toBe(true);
  expect(executionArn).toMatch(
    /^arn:aws:states:us-east-1:111122223333:execution:payments-failover-dev:reprotect-2-[0-9a-f]{8}$/,
  );
  expect(sent).toEqual([
    {
      name: "StartExecution",
      input: {
        stateMachineArn: MACHINE,
        name: executionArn.split(":").at(-1),
        input: '{"mode":"reprotect","trigger":"alarm","reason":"the region is back"}',
      },
    },
  ]);
  const names = await Promise.all([run(), run({ epoch: 4 }), run({ reason: "again" })]);
  expect(new Set([executionArn, ...names.map((other) => other.executionArn)]).size).toBe(3);
});

test("does not start again what has ended", async () => {
  const { run } = machine({
    StartExecution: () => new ExecutionAlreadyExists({ message: "exists", $metadata: {} }),
  });
  await expect(run()).resolves.toMatchObject({ started: false });
});

test("passes on any other refusal", async () => {
  const { run } = machine({ StartExecution: () => new Error("StateMachineDoesNotExist") });
  await expect(run()).rejects.toThrow("StateMachineDoesNotExist");
});
