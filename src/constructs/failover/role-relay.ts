import { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { LambdaFunction } from "../functions/lambda-function";
import type { PolicyStatement } from "../iam/policy-document";
import type { RoleRelaySettings } from "./role-relay-settings";
import { roleReadingStatements } from "./role-statements";

/** Its own read is given up after 1.5 s; the rest is for a cold start. */
const TIMEOUT_SECONDS = 5;

/** A deployment starts as many new tasks as there are, before it stops the old ones (deploymentMaximumPercent). */
const TASKS_IN_A_DEPLOYMENT = 2;

/** The rotation of passwords and the deletion of expired data, which ask now and then. */
const OTHER_READERS = 2;

/** What a role relay is made from. Concurrency is set aside for it, unless `reservesConcurrency` is false. */
export interface RoleRelayProps extends Partial<RoleRelaySettings> {
  /** The table with the record of who serves, in the DR region, and its key there. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
  /** The most tasks that the service scales to. Each asks again and again, never twice at a time. */
  readonly maximumTasks: number;
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Reads the role record for those in a network without a way to the DR region: a function outside of all networks, which they
 * reach through the endpoint of Lambda. It answers what the DR region says at that moment, and keeps nothing.
 *
 * Only the primary site needs one: the DR site has the record in its own region.
 */
export class RoleRelay extends Construct {
  readonly function: LambdaFunction;
  /** Undefined where none is set aside. */
  readonly reservedConcurrency: number | undefined;
  /** Lets somebody ask it. */
  readonly statement: PolicyStatement;

  /** @throws Error in the DR region. */
  constructor(scope: Construct, id: string, props: RoleRelayProps) {
    super(scope, id);
    if (siteOf(this) !== "primary") {
      throw new Error(`${this.node.path}: the DR site reads the role record in its own region`);
    }
    const { roleTable, maximumTasks, reservesConcurrency = true, keyArn, logRetentionInDays } = props;
    const { system, regions } = RegionalStack.of(this);
    this.reservedConcurrency = reservesConcurrency
      ? maximumTasks * TASKS_IN_A_DEPLOYMENT + OTHER_READERS
      : undefined;
    this.function = new LambdaFunction(this, "function", {
      functionName: "read-role",
      description: "Reads the role record in the DR region for a network without a way there",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: { ROLE_TABLE: roleTable.name, ROLE_REGION: regions.dr, SYSTEM: system },
      statements: roleReadingStatements(this, "dr", roleTable.keyArn),
      ...(this.reservedConcurrency !== undefined && { reservedConcurrency: this.reservedConcurrency }),
      isQuiet: true,
      keyArn,
      logRetentionInDays,
    });
    this.statement = {
      sid: "AskForRole",
      actions: ["lambda:InvokeFunction"],
      resources: [this.function.arn],
    };
  }
}
