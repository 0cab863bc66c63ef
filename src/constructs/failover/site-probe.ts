import { Construct } from "constructs";
import { writtenKeys } from "../../functions/probe-site/canary-keys";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { HostNames } from "../dns/host-names";
import { publishStatement } from "../dns/publish-statement";
import { LambdaFunction } from "../functions/lambda-function";
import { Schedule } from "../functions/schedule";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { roleTableArn, roleTableName } from "./role-record";
import { roleReadingStatements } from "./role-statements";
import { verdictName } from "./site-verdict";

/** The last round of a run begins after 50 s; what hangs longer is cut off, and the next run goes on. */
const TIMEOUT_SECONDS = 80;

/** What the probe of a site is made from. */
export interface SiteProbeProps {
  readonly names: HostNames;
  /** The key of the role table in the probe's own region. */
  readonly roleTableKeyArn: string;
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Looks at both sites from outside by their public names, as callers do. State machines ask it whether the other site is
 * lost, and how a takeover has ended.
 *
 * The DR site's also watches the active site by itself, every 10 s, and publishes what it sees: detection must outlive the
 * primary region.
 */
export class SiteProbe extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: SiteProbeProps) {
    super(scope, id);
    const { names, keyArn, logRetentionInDays } = props;
    const { system, environment } = RegionalStack.of(this);
    const site = siteOf(this);
    this.function = new LambdaFunction(this, "function", {
      functionName: "probe-site",
      description: "Looks at both sites from outside: by itself in the DR site, and when it is asked",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        SYSTEM: system,
        ENVIRONMENT_SUFFIX: environment.suffix,
        SITE: site,
        ROLE_TABLE: roleTableName(this),
        SERVICE_HOST: names.service,
        PRIMARY_HOST: names.sites.primary,
        DR_HOST: names.sites.dr,
        ...(site === "dr" && { VERDICT_NAME: verdictName(names) }),
      },
      keyArn,
      logRetentionInDays,
      statements: [
        ...roleReadingStatements(this, site, props.roleTableKeyArn),
        ...(site === "dr" ? this.watchStatements(props) : []),
      ],
    });
    if (site !== "dr") return;
    new Schedule(this, "schedule", {
      target: this.function,
      ruleName: "probe-site",
      description: "Every minute: a run probes the active site every 10 s until the next one",
      expression: "rate(1 minute)",
      input: JSON.stringify({ action: "probe" }),
    });
  }

  private watchStatements({ roleTableKeyArn }: SiteProbeProps): PolicyStatement[] {
    const { system, regions } = RegionalStack.of(this);
    return [
      {
        sid: "RememberCanaries",
        actions: ["dynamodb:PutItem"],
        resources: [roleTableArn(this, "dr")],
        // The record itself lies in the same table.
        conditions: [
          {
            operator: "ForAllValues:StringEquals",
            key: "dynamodb:LeadingKeys",
            values: writtenKeys(system),
          },
        ],
      },
      {
        sid: "EncryptCanaries",
        actions: ["kms:GenerateDataKey"],
        resources: [roleTableKeyArn],
        conditions: [viaServices(`dynamodb.${regions.dr}`)],
      },
      publishStatement(),
    ];
  }
}
