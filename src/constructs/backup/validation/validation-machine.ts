import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import { AURORA_POSTGRESQL } from "../../database/aurora-cluster";
import { MachineRole } from "../../failover/machine-role";
import { LogGroup } from "../../observability/log-group";
import { validationDefinition } from "./definition";
import { validationStatements } from "./validation-statements";

const THING = "restore-validation";

/** The least that a serverless instance takes, in capacity units (see `capacityUnits`). */
const MINIMUM_UNITS = 0.5;

/** What the state machine is made from. */
export interface ValidationMachineProps {
  /** The name of the restore testing plan. */
  readonly planName: string;
  /** The function that compares, by its ARN. */
  readonly functionArn: string;
  readonly subnetGroupName: string;
  readonly maximumCapacityUnits: number;
  /** Encrypts the restored cluster. */
  readonly databaseKeyArn: string;
  /** Encrypts the log. */
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
}

/** The state machine that validates restored databases (`validationDefinition`). */
export class ValidationMachine extends Construct {
  /** Computed. */
  readonly arn: string;
  readonly resource: SfnStateMachine;

  constructor(scope: Construct, id: string, props: ValidationMachineProps) {
    super(scope, id);
    const name = nameFor(this, THING, "stateMachine");
    this.arn = `arn:aws:states:${regionOf(this)}:${RegionalStack.of(this).environment.account}:stateMachine:${name}`;
    const instanceIdentifier = nameFor(this, "restore-check", "rdsIdentifier");
    const logGroup = new LogGroup(this, "log-group", {
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: props.logRetentionInDays,
      keyArn: props.logsKeyArn,
      ...(props.logRetentionInDays < 365 && {
        shortRetentionReason:
          "Steps of validations, for operations: AWS Backup keeps their results, and CloudTrail their calls.",
      }),
    });
    const role = new MachineRole(this, "role", {
      thing: THING,
      description: "What validations of restored databases run as: exactly the calls that they make",
      statements: validationStatements(this, { ...props, instanceIdentifier }),
    });
    this.resource = new SfnStateMachine(this, "Default", {
      provider: providerOf(this),
      name,
      type: "STANDARD",
      roleArn: role.resource.arn,
      definition: JSON.stringify(
        validationDefinition({
          planName: props.planName,
          functionArn: props.functionArn,
          instanceIdentifier,
          engine: AURORA_POSTGRESQL,
          capacityUnits: { minimum: MINIMUM_UNITS, maximum: props.maximumCapacityUnits },
        }),
      ),
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: true,
        logDestination: `${logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      dependsOn: [...role.policies, logGroup.resource],
    });
  }
}
