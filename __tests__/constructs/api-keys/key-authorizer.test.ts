import { SITES } from "../../../src/config/site";
import { KeyAuthorizer } from "../../../src/constructs/api-keys/key-authorizer";
import { settings } from "../../../src/functions/authorize-api-key/settings";
import { readSettings } from "../../../src/functions/read-settings";
import {
  argumentsOf,
  blocksOf,
  protectedEnvironment,
  REGIONS,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";

const ENDS = { primary: "prod", dr: "dr-prod" };

describe.each(SITES)("the authorizer of the %s site", (site) => {
  const region = REGIONS[site];
  const keyArn = `arn:aws:kms:${region}:111122223333:key/operations`;
  const secretKeyArn = `arn:aws:kms:${region}:111122223333:key/data`;
  const props = { secretKeyArn, keyArn, logRetentionInDays: 7 };
  const configuration = synthesizeStack((stack) => void new KeyAuthorizer(stack, "authorizer", props), {
    site,
    environment: protectedEnvironment(),
  });

  test("reads the secret by the name that it has in both regions", () => {
    const { environment, ...function_ } = argumentsOf(configuration, "aws_lambda_function");
    expect(readSettings(settings, (environment as { variables: NodeJS.ProcessEnv }).variables)).toEqual({
      SYSTEM: "payments",
      ENVIRONMENT_SUFFIX: "prod",
      SECRET_NAME: "payments-api-keys-prod",
    });
    expect(function_).toMatchObject({
      function_name: `payments-authorize-api-key-${ENDS[site]}`,
      timeout: 10,
      kms_key_arn: keyArn,
    });
  });

  test("may read the secret of its own region, and decrypt it, and nothing else", () => {
    const { policy } = argumentsOf(configuration, "aws_iam_role_policy", "role_code");
    const { Statement: statements } = JSON.parse(String(policy)) as { Statement: unknown[] };
    expect(statements).toEqual([
      { Sid: "ReadEnvironment", Effect: "Allow", Action: ["kms:Decrypt"], Resource: [keyArn] },
      {
        Sid: "ReadApiKeys",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [`arn:aws:secretsmanager:${region}:111122223333:secret:payments-api-keys-prod-??????`],
      },
      {
        Sid: "DecryptApiKeys",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [secretKeyArn],
        Condition: { StringEquals: { "kms:ViaService": [`secretsmanager.${region}.amazonaws.com`] } },
      },
    ]);
  });

  test("is in no VPC", () => {
    expect(argumentsOf(configuration, "aws_lambda_function")).not.toHaveProperty("vpc_config");
    expect(blocksOf(configuration, "aws_security_group")).toEqual([]);
  });

  test("shows its function, for the API and for alarms", () => {
    const authorizer = new KeyAuthorizer(regionalStack({ site }), "authorizer", props);
    expect(authorizer.function.arn).toBe(
      `arn:aws:lambda:${region}:111122223333:function:payments-authorize-api-key-${ENDS[site].replace("prod", "dev")}`,
    );
  });
});
