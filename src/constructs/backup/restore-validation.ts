import { Construct } from "constructs";
import type { AlertTopic } from "../observability/alert-topic";
import { RestoreValidationAlarms } from "../observability/alarms/restore-validation-alarms";
import type { RestoreTesting } from "./restore-testing";
import { ValidationFunction, type ValidationFunctionProps } from "./validation/validation-function";
import { ValidationMachine } from "./validation/validation-machine";
import { ValidationStart } from "./validation/validation-start";

/** What the validation of restored databases is made from. */
export interface RestoreValidationProps extends ValidationFunctionProps {
  /** The tests that restore the database: `RestoreTesting` with a `database`. */
  readonly restoreTesting: RestoreTesting;
  readonly database: ValidationFunctionProps["database"] & {
    /** Where the restored cluster stands. */
    readonly subnetGroupName: string;
    /** Encrypts the restored cluster. */
    readonly keyArn: string;
  };
  readonly topic: AlertTopic;
}

/**
 * Looks at what the restore tests of a database have restored: a state machine puts an instance into the restored cluster,
 * lets a function compare it with the site's own database, reports the result to AWS Backup and takes the instance away. It
 * needs no role: a site that stands by has the same data, and compares with its own copy.
 *
 * See docs/backups.md, "Compared", for what is compared.
 */
export class RestoreValidation extends Construct {
  readonly function: ValidationFunction["function"];
  readonly machine: ValidationMachine;
  readonly alarms: RestoreValidationAlarms;

  constructor(scope: Construct, id: string, props: RestoreValidationProps) {
    super(scope, id);
    const { settings, restoreTesting, database, topic } = props;
    this.function = new ValidationFunction(this, "comparison", props).function;
    this.machine = new ValidationMachine(this, "machine", {
      planName: restoreTesting.planName,
      functionArn: this.function.arn,
      subnetGroupName: database.subnetGroupName,
      maximumCapacityUnits: settings.maximumCapacityUnits,
      databaseKeyArn: database.keyArn,
      logsKeyArn: props.keyArn,
      logRetentionInDays: props.logRetentionInDays,
    });
    const start = new ValidationStart(this, "start", {
      restoreTestingPlanArn: restoreTesting.resource.arn,
      machine: this.machine,
    });
    this.alarms = new RestoreValidationAlarms(this, "alarms", {
      topic,
      thing: "restore-validation",
      machineArn: this.machine.arn,
      ruleName: start.ruleName,
    });
  }
}
