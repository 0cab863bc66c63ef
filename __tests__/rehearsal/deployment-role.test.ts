import { smallPayments } from "../support/small-payments";
import { ACCOUNT, destroyableEnvironment } from "../support/synthesis";
import { rehearsed } from "./rehearsed";

test("a rehearsal plans for an account that is entered by a role, and takes no role", async () => {
  const deployment = {
    deploymentRoleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
    deploymentExternalId: "standby",
  };
  const environment = destroyableEnvironment(deployment, [smallPayments]);

  const { report, error } = await rehearsed({ environment, plansOnly: true, withoutFailover: true });

  expect(error).toBeUndefined();
  expect(report?.ok).toBe(true);
});
