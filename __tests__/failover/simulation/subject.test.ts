import { readSubject } from "../../../src/failover/simulation/subject";
import type { Block } from "../../../src/terraform/configuration";
import { synthesizedPayments } from "./payments";

const props = synthesizedPayments();

/** Payments with other definitions of its tasks, and with parameters beside what it has. */
function roleOf(definition: string, parameters: Readonly<Record<string, Block>> = {}) {
  const { primary, dr } = props.configurations;
  const resource = {
    ...primary.resource,
    aws_ecs_task_definition: { service: { container_definitions: definition } },
    aws_ssm_parameter: { ...primary.resource?.aws_ssm_parameter, ...parameters },
  };
  return readSubject({ ...props, configurations: { primary: { ...primary, resource }, dr } }).role;
}

describe("how often a service reads its role, and how long it goes on without", () => {
  const arn = "arn:aws:ssm:eu-central-1:111122223333:parameter/standby/payments/dev/primary/service";

  it("is read from the task definition", () => {
    const environment = [
      { name: "ROLE_GRACE_SECONDS", value: "45" },
      { name: "ROLE_POLL_SECONDS", value: "5" },
    ];
    expect(roleOf(JSON.stringify([{ environment }]))).toMatchObject({ pollSeconds: 5, graceSeconds: 45 });
  });

  it("is read from parameters, where the definition has no more than their ARNs", () => {
    const secrets = ["ROLE_GRACE_SECONDS", "ROLE_POLL_SECONDS"].map((name) => ({
      name,
      valueFrom: `${arn}/${name}`,
    }));
    const parameter = (name: string, insecure_value: string): Block => ({
      name: `/standby/payments/dev/primary/service/${name}`,
      insecure_value,
    });
    const parameters = {
      grace: parameter("ROLE_GRACE_SECONDS", "60"),
      poll: parameter("ROLE_POLL_SECONDS", "4"),
    };
    expect(roleOf(JSON.stringify([{ secrets }]), parameters)).toMatchObject({
      pollSeconds: 4,
      graceSeconds: 60,
    });
  });

  it("is what the service takes by itself, where nobody says it", () => {
    expect(roleOf("[]")).toMatchObject({ pollSeconds: 2, graceSeconds: 30 });
  });
});
