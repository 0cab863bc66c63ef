import {
  endpointsWithoutNat,
  INTERFACE_ENDPOINTS,
} from "../../../src/constructs/network/interface-endpoints";

const ALWAYS = [
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "kms",
  "kinesis-streams",
  "sts",
  "xray",
  "ssm",
];

test.each([
  { executeCommand: false, readsRoleByFunction: false, more: [] },
  { executeCommand: true, readsRoleByFunction: false, more: ["ssmmessages"] },
  { executeCommand: false, readsRoleByFunction: true, more: ["lambda"] },
  { executeCommand: true, readsRoleByFunction: true, more: ["ssmmessages", "lambda"] },
])("a network without NAT gateways needs $more beside the others", ({ more, ...needs }) => {
  expect(endpointsWithoutNat(needs)).toEqual([...ALWAYS, ...more]);
});

test("every endpoint has a reason", () => {
  for (const reason of Object.values(INTERFACE_ENDPOINTS)) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
});
