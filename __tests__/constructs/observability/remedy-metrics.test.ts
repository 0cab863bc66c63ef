import { remedyMetrics } from "../../../src/constructs/observability/metrics/remediation";

test("a dashboard finds what the function counts for one remedy of one system in an environment", () => {
  expect(remedyMetrics("payments", "dev", "close-rules").acted).toEqual({
    namespace: "Standby/Remediation",
    name: "RemedyActed",
    dimensions: { service: "remediate", System: "payments", Environment: "dev", Remedy: "close-rules" },
    statistic: "Sum",
    label: "Put right: close-rules",
  });
});
