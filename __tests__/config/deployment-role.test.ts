import { accountOfRole, deploymentRoleOf } from "../../src/config/deployment-role";

const ARN = "arn:aws:iam::111122223333:role/team/deploy";

test("without a role in the environment there is none", () => {
  expect(deploymentRoleOf({ name: "dev", deploymentExternalId: "left-over" })).toBeUndefined();
});

test("a role is taken in the environment's name", () => {
  const role = deploymentRoleOf({ name: "dev", deploymentRoleArn: ARN });
  expect(role).toEqual({ arn: ARN, sessionName: "standby-dev" });
  expect(role && accountOfRole(role)).toBe("111122223333");
});

test("an external id goes along", () => {
  const given = { name: "dev", deploymentRoleArn: ARN, deploymentExternalId: "ours" };
  expect(deploymentRoleOf(given)).toMatchObject({ externalId: "ours" });
});

test.each(["a name with spaces & more", "x".repeat(80)])("STS takes the session of %s", (name) => {
  expect(deploymentRoleOf({ name, deploymentRoleArn: ARN })?.sessionName).toMatch(/^[\w+=,.@-]{2,64}$/);
});
