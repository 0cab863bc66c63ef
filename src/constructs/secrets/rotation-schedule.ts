import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { LambdaFunction } from "../functions/lambda-function";
import type { RotatedSecret } from "./rotated-secret";

/** When a secret is rotated. */
export interface RotationScheduleProps {
  readonly secret: RotatedSecret;
  /** What rotates it. All resources in it are waited for. */
  readonly rotation: Construct & { readonly function: LambdaFunction };
  /** Days between two rotations (`rotationDays`). */
  readonly everyDays: number;
  /**
   * What must be there before the first rotation, which begins at once: the record of who serves, the database with its
   * writer, and the way out of the network. All resources in them are waited for.
   */
  readonly after: readonly Construct[];
}

/** Rotates a secret again and again, for the first time as soon as it is set up. */
export class RotationSchedule extends Construct {
  readonly resource: SecretsmanagerSecretRotation;

  constructor(scope: Construct, id: string, { secret, rotation, everyDays, after }: RotationScheduleProps) {
    super(scope, id);
    const provider = providerOf(this);
    const { functionName, arn } = rotation.function.resource;
    const permission = new LambdaPermission(this, "permission", {
      provider,
      statementId: `AllowRotationOf-${secret.node.id}`,
      action: "lambda:InvokeFunction",
      functionName,
      principal: "secretsmanager.amazonaws.com",
      sourceArn: secret.arn,
      // Else Secrets Manager could be led to call it for another account's secret of the same ARN.
      sourceAccount: RegionalStack.of(this).environment.account,
    });
    this.resource = new SecretsmanagerSecretRotation(this, "Default", {
      provider,
      secretId: secret.resource.id,
      rotationLambdaArn: arn,
      rotationRules: { automaticallyAfterDays: everyDays },
      dependsOn: [permission, secret.version, ...resourcesIn([rotation, ...after])],
    });
  }
}

function resourcesIn(constructs: readonly Construct[]): TerraformResource[] {
  return constructs
    .flatMap((construct) => construct.node.findAll())
    .filter((child): child is TerraformResource => child instanceof TerraformResource);
}
