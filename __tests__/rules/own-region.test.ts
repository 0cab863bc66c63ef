import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import {
  buildSystemStacks,
  constructOf,
  destroyableEnvironment,
  synthesizeApp,
  type AppResult,
} from "../support/synthesis";
import { passedRoleTrust } from "../../src/constructs/iam/passed-role-trust";
import { policyDocument } from "../../src/constructs/iam/policy-document";
import { explainOtherRegion } from "../../src/policy/other-region";
import type { PerSite } from "../../src/config/site";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { breachesAfter, type Mistake } from "./mistake";

const FOREIGN = "what has a foot in both regions belongs to the primary stack";

const FOREIGN_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
const FOREIGN_QUEUE = "arn:aws:sqs:us-east-1:111122223333:payments-jobs-dev";
const NAMED = "the DR site must work without us-east-1; say why it may (explainOtherRegion)";

const CROSS_STACK = "a token of one stack is used in the other; publish it through the contract";
const CROSS_STACK_OUTPUT = "cross-stack-output-aws_vpcnetworkid";

/** CDKTF makes an output, a remote state and a dependency of it, without a word. */
function useTokenOfOtherStack({ primary, dr }: PerSite<RegionalStack>): void {
  new CloudwatchLogGroup(dr, "group", { name: constructOf(primary, Vpc).id });
}

const mistakes: Mistake[] = [
  {
    what: "a token of the primary stack that is used in the DR stack, on the side that reads",
    site: "dr",
    make: useTokenOfOtherStack,
    breaches: [
      `own-region: data.terraform_remote_state.cross-stack-reference-input-payments-primary: ${CROSS_STACK}`,
    ],
  },
  {
    what: "a token of the primary stack that is used in the DR stack, on the side that is read",
    make: useTokenOfOtherStack,
    breaches: [`own-region: output ${CROSS_STACK_OUTPUT}: ${CROSS_STACK}`],
  },
  {
    what: "a DR resource with the primary region's provider",
    site: "dr",
    make: ({ dr }) => void new CloudwatchLogGroup(dr, "group", { provider: dr.aliases.primary }),
    breaches: [`own-region: aws_cloudwatch_log_group.group reaches into us-east-1: ${FOREIGN}`],
  },
  {
    what: "a DR resource with the primary region as its region",
    site: "dr",
    make: ({ dr }) => void new CloudwatchLogGroup(dr, "group", { region: "us-east-1" }),
    breaches: [`own-region: aws_cloudwatch_log_group.group reaches into us-east-1: ${FOREIGN}`],
  },
  {
    what: "a DR resource behind an alias of another name for the primary region",
    site: "dr",
    make: ({ dr }) => {
      const { defaultTagsInput } = constructOf(dr, AwsProvider, "payments-dr/aws");
      const provider = new AwsProvider(dr, "global", {
        alias: "us-east-1",
        region: "us-east-1",
        ...(defaultTagsInput !== undefined && { defaultTags: defaultTagsInput }),
      });
      new CloudwatchLogGroup(dr, "group", { provider });
    },
    breaches: [`own-region: aws_cloudwatch_log_group.group reaches into us-east-1: ${FOREIGN}`],
  },
  {
    what: "a DR data source that asks the primary region",
    site: "dr",
    make: ({ dr }) => void new DataAwsVpc(dr, "vpc", { provider: dr.aliases.primary }),
    breaches: [`own-region: data.aws_vpc.vpc reaches into us-east-1: ${FOREIGN}`],
  },
  {
    what: "a secret in the DR stack with a replica in the primary region",
    site: "dr",
    make: ({ dr }) => {
      const name = dr.physicalName("token", "secret");
      new SecretsmanagerSecret(dr, "token", {
        name,
        recoveryWindowInDays: 0,
        replica: [{ region: "us-east-1" }],
      });
    },
    breaches: [`own-region: aws_secretsmanager_secret.token reaches into us-east-1: ${FOREIGN}`],
  },
  {
    what: "an ARN of the primary region in an argument that no rule knows",
    site: "dr",
    make: ({ dr }) =>
      void new SqsQueue(dr, "queue", {
        name: dr.physicalName("jobs", "sqsQueue"),
        kmsMasterKeyId: FOREIGN_KEY,
      }),
    breaches: [`own-region: aws_sqs_queue.queue names ${FOREIGN_KEY}: ${NAMED}`],
  },
  {
    what: "ARNs of the primary region inside of documents, each once",
    site: "dr",
    make: ({ dr }) =>
      void new SqsQueue(dr, "queue", {
        name: dr.physicalName("jobs", "sqsQueue"),
        redrivePolicy: JSON.stringify({
          one: FOREIGN_QUEUE,
          again: FOREIGN_QUEUE,
          other: `${FOREIGN_QUEUE}-2`,
        }),
      }),
    breaches: [
      `own-region: aws_sqs_queue.queue names ${FOREIGN_QUEUE}: ${NAMED}`,
      `own-region: aws_sqs_queue.queue names ${FOREIGN_QUEUE}-2: ${NAMED}`,
    ],
  },
  {
    what: "a reason for an ARN that is not there",
    site: "dr",
    make: ({ dr }) => {
      const queue = new SqsQueue(dr, "queue", { name: dr.physicalName("jobs", "sqsQueue") });
      explainOtherRegion(queue, "It once had one.");
    },
    breaches: [
      "own-region: aws_sqs_queue.queue explains an ARN of us-east-1, but names none: remove the reason",
    ],
  },
];

describe("the own-region rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("lets the DR stack use global services, whatever provider they name", () => {
    const make: Mistake["make"] = ({ dr }) =>
      void new IamUser(dr, "user", { name: "operator", provider: dr.aliases.primary });
    expect(breachesAfter({ what: "", site: "dr", make })).toEqual([]);
  });

  test("lets the DR stack name the primary region's ARNs where it says who may do what", () => {
    const permission = policyDocument([
      {
        sid: "Stop",
        actions: ["ecs:UpdateService"],
        resources: ["arn:aws:ecs:us-east-1:111122223333:service/a/b"],
      },
    ]);
    const make: Mistake["make"] = ({ dr }) => {
      const name = dr.physicalName("fence", "iamRole");
      const role = new IamRole(dr, "role", {
        name,
        assumeRolePolicy: passedRoleTrust("lambda.amazonaws.com"),
      });
      new IamRolePolicy(dr, "permission", { role: role.id, policy: permission });
      new LambdaPermission(dr, "call", {
        action: "lambda:InvokeFunction",
        functionName: "fence",
        principal: "sns.amazonaws.com",
        sourceArn: "arn:aws:sns:us-east-1:111122223333:alerts",
      });
    };
    expect(breachesAfter({ what: "", site: "dr", make })).toEqual([]);
  });

  test("lets the DR stack name them for a reason", () => {
    const make: Mistake["make"] = ({ dr }) => {
      const name = dr.physicalName("jobs", "sqsQueue");
      explainOtherRegion(new SqsQueue(dr, "queue", { name, kmsMasterKeyId: FOREIGN_KEY }), "A test.");
    };
    expect(breachesAfter({ what: "", site: "dr", make })).toEqual([]);
  });

  test("lets the primary stack reach into both regions", () => {
    const make: Mistake["make"] = ({ primary }) =>
      void new CloudwatchLogGroup(primary, "group", { provider: primary.aliases.dr });
    expect(breachesAfter({ what: "", make })).toEqual([]);
  });
});

describe("a rule that app.synth() asks", () => {
  let result: AppResult;
  beforeAll(() => {
    result = synthesizeApp((app) => {
      const { dr } = buildSystemStacks(app, destroyableEnvironment());
      new CloudwatchLogGroup(dr, "group", { region: "us-east-1" });
    });
  });

  test("stops it with the rule's sentence", () => {
    expect(result.error).toContain(
      `[payments-dr] own-region: aws_cloudwatch_log_group.group reaches into us-east-1: ${FOREIGN}`,
    );
  });

  test("leaves the broken stack unwritten", () => {
    const stacks = Object.keys(result.files).filter((file) => file.endsWith("/cdk.tf.json"));
    expect(stacks).toEqual(["payments-primary/cdk.tf.json"]);
  });
});

test("app.synth() refuses a token of the primary stack in the DR stack, and writes neither", () => {
  const { error, files } = synthesizeApp((app) =>
    useTokenOfOtherStack(buildSystemStacks(app, destroyableEnvironment())),
  );
  expect(error).toContain(`[payments-primary] own-region: output ${CROSS_STACK_OUTPUT}: ${CROSS_STACK}`);
  expect(files).toEqual({});
});
