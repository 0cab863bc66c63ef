import { mockProvider } from "../../src/rehearsal/provider";
import { rehearse } from "../../src/rehearsal/rehearse";
import type { RehearsalReport } from "../../src/rehearsal/report";
import { StateServer } from "../../src/rehearsal/state-server";
import { Steps } from "../../src/progress/steps";
import { describeWithTerraform } from "../support/optional";
import { ACCOUNT, REGIONS } from "../support/stack";
import { FailoverBench } from "./failover-bench";
import { argumentsOf, SlicedPayments } from "./sliced";

const SCALING = "aws_appautoscaling_target.service_scaling_A255B352";

describeWithTerraform("the rehearsal of a failover", () => {
  async function rehearsed(): Promise<RehearsalReport> {
    const payments = new SlicedPayments();
    const { configuration } = payments;
    const states = await StateServer.start();
    const provider = await mockProvider(ACCOUNT, [configuration.primary, configuration.dr]);
    const { setRegionsDown: _independence, ...others } = provider;
    const { signal } = new AbortController();
    try {
      return await rehearse({
        system: "payments",
        regions: REGIONS,
        folders: payments.newFolders(states),
        provider: others,
        binary: "terraform",
        isProtected: false,
        signal,
        steps: new Steps(signal, () => undefined),
      });
    } finally {
      provider.stop();
      states.stop();
      payments.remove();
    }
  }

  it("moves the roles there and back, and Terraform agrees each time", async () => {
    const { failure, steps, notDestroyed } = await rehearsed();
    expect(failure).toBeUndefined();
    expect(notDestroyed).toEqual([]);
    const seen = Object.fromEntries(steps.map(({ step, detail }) => [step, detail]));
    expect(seen).toMatchObject({
      failover: expect.stringMatching(
        /^with us-east-1 down: us-east-2 serves in epoch 2 after \d+(\.\d+)? s$/,
      ) as string,
      "plan after failover": `payments-dr: no changes; left to the re-protection: ${SCALING}, aws_rds_cluster.database_member_9D5C59A6`,
      "re-protection": "no changes in both stacks; us-east-2 serves in epoch 2",
      failback: "no changes in both stacks; us-east-1 serves in epoch 3",
      emergency: expect.stringMatching(
        /^with us-east-2 down: the primary site serves after .* s; handed back: no changes in both stacks; us-east-1 serves in epoch 14$/,
      ) as string,
    });
  });

  describe("of what is applied", () => {
    let bench: FailoverBench | undefined;
    afterEach(() => bench?.stop());

    it("fails where a plan would change something else than what the re-protection does", async () => {
      bench = await FailoverBench.start(({ primary }) => {
        const scaling = argumentsOf(primary, SCALING);
        scaling.max_capacity = String(scaling.min_capacity).replace("? 10 : 2", "? 60 : 50");
      });
      const rehearsal = bench.newRehearsal();
      await rehearsal.failOver();
      const undone = rehearsal.planAfterFailover();
      await expect(undone).rejects.toThrow("payments-primary must not undo what the state machines did");
      await expect(undone).rejects.toThrow(`${SCALING} (update: max_capacity, min_capacity)`);
    });

    it("fails where a state machine leaves something undone", async () => {
      bench = await FailoverBench.start();
      const rehearsal = bench.newRehearsal(({ dr }) => {
        const machine = argumentsOf(dr, "aws_sfn_state_machine.failover");
        // What the service is lowered to when the DR site stands by again.
        machine.definition = String(machine.definition).replaceAll('"MinCapacity":2', '"MinCapacity":3');
      });
      await rehearsal.failOver();
      await rehearsal.planAfterFailover();
      await rehearsal.reprotect();
      await expect(rehearsal.failBack()).rejects.toThrow(`${SCALING} (update: min_capacity)`);
    });
  });
});
