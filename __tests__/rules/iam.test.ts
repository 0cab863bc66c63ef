import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { explainWildcard } from "../../src/iam/reasons";
import { breachesAfter, type Mistake } from "./mistake";

const statement = { Sid: "All", Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" };
const document = (change: object = {}) => JSON.stringify({ Statement: [{ ...statement, ...change }] });
const queueUrl = "https://sqs.us-east-1.amazonaws.com/111122223333/payments-dev";

const mistakes: Mistake[] = [
  {
    what: "a policy that was written by hand and allows everything to everybody",
    make: ({ primary }) => new SqsQueuePolicy(primary, "open", { queueUrl, policy: document() }),
    breaches: [
      "iam: aws_sqs_queue_policy.open: statement All of policy allows sqs:*, resource *, principal *: narrow it, or " +
        "give a wildcardReason",
    ],
  },
  {
    what: "a wildcard that came in through an override",
    make: ({ primary }) => {
      const role = { name: "payments-operator-dev", assumeRolePolicy: "{}" };
      new IamRole(primary, "operator", role).addOverride("assume_role_policy", document());
    },
    breaches: [
      "iam: aws_iam_role.operator: statement All of assume_role_policy allows sqs:*, resource *, principal *: narrow " +
        "it, or give a wildcardReason",
    ],
  },
  {
    what: "a policy that nobody can read before Terraform runs",
    site: "dr",
    make: ({ dr }) =>
      new SqsQueuePolicy(dr, "hidden", { queueUrl, policy: "${aws_kms_key.logs-key.policy}" }),
    breaches: [
      "iam: aws_sqs_queue_policy.hidden: policy can't be read before Terraform runs: write it with policyDocument",
    ],
  },
  {
    what: "a reason that outlived its wildcard",
    make: ({ primary }) => {
      const narrow = { Principal: { AWS: "a" }, Action: "sqs:SendMessage", Resource: "arn:aws:sqs:a:b:c" };
      const policy = new SqsQueuePolicy(primary, "narrow", { queueUrl, policy: document(narrow) });
      explainWildcard(policy, "policy", "All", "It was broader once.");
    },
    breaches: [
      "iam: aws_sqs_queue_policy.narrow: the reason for statement All of policy explains no wildcard: remove it",
    ],
  },
];

describe("the iam rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("takes a wildcard that is explained", () => {
    const make: Mistake["make"] = ({ primary }) => {
      const policy = new SqsQueuePolicy(primary, "open", { queueUrl, policy: document() });
      explainWildcard(policy, "policy", "All", "Shown in a test.");
    };
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });
});
