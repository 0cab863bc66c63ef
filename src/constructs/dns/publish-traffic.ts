import { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { roleReadingStatements } from "../failover/role-statements";
import { LambdaFunction } from "../functions/lambda-function";
import { Schedule } from "../functions/schedule";
import { publishStatement } from "./publish-statement";

/** Three calls in turn to services of the same region, and a retry of each. Far below the minute until the next run. */
const TIMEOUT_SECONDS = 30;

/** What the publisher of the traffic metric is made from. */
export interface PublishTrafficProps {
  /** The table of the role record. */
  readonly roleTableName: string;
  /** The key of that table in the function's own region. */
  readonly roleTableKeyArn: string;
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Publishes, every minute, what the role record says of the traffic. Each site has its own, which needs nothing of the
 * other region.
 *
 * The DR site's is the switch of the DNS failover: while it does not run, traffic stays where it was. The primary site's says
 * whether there is an emergency, and leads traffic home only as long as it runs and says so.
 */
export class PublishTraffic extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: PublishTrafficProps) {
    super(scope, id);
    const { roleTableName, roleTableKeyArn, keyArn, logRetentionInDays } = props;
    const { system, environment } = RegionalStack.of(this);
    const site = siteOf(this);
    this.function = new LambdaFunction(this, "function", {
      functionName: "publish-traffic",
      description: "Publishes which site traffic belongs to, for Route 53 to follow",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        ROLE_TABLE: roleTableName,
        SYSTEM: system,
        SITE: site,
        ENVIRONMENT_SUFFIX: environment.suffix,
      },
      keyArn,
      logRetentionInDays,
      statements: [...roleReadingStatements(this, site, roleTableKeyArn), publishStatement()],
    });
    new Schedule(this, "schedule", {
      target: this.function,
      ruleName: "publish-traffic",
      description: "Every minute: the period of the alarm that Route 53 follows",
      expression: "rate(1 minute)",
    });
  }
}
