import { Construct } from "constructs";
import { otherSite, type PerSite } from "../../config/site";
import { explainOtherRegion } from "../../policy/other-region";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { jsonText } from "../../terraform/json-text";
import type { ReplicaBlueprint } from "../database/replica-blueprint";
import { LambdaFunction } from "../functions/lambda-function";
import { actInOtherSite, writeRecord } from "./other-site-statements";
import { replicaStatements } from "./replica-statements";
import { roleTableName } from "./role-record";
import { activeSiteParameterName } from "./site-role";

/** A region that does not answer must be given up before a step loses its patience. */
const TIMEOUT_SECONDS = 20;

/** The names of an Aurora global database. */
export interface AuroraNames {
  readonly globalClusterIdentifier: string;
  /** The member of each site. */
  readonly clusterIdentifiers: PerSite<string>;
}

/** What the function that reaches into the other region is made from. */
export interface OtherSiteProps {
  /** The ECS service of the other site. */
  readonly service: { readonly clusterName: string; readonly serviceName: string };
  /**
   * What a switchover moves.
   *
   * @default - the system has no Aurora global database
   */
  readonly aurora?: AuroraNames | undefined;
  /**
   * What the site's own instance is made of, when it is made anew as a replica of the other site's.
   *
   * @default - the system has no instance of RDS
   */
  readonly replica?: ReplicaBlueprint | undefined;
  /** The other site's state machine. */
  readonly machineArn: string;
  /**
   * The keys of the role table, by its region. Both are used in the primary site; in the DR site none, since the record lies
   * there, and the state machine writes it itself.
   */
  readonly roleTableKeyArns: { readonly dr: string; readonly primary?: string };
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Does in the other region what a site's state machine needs done there, and can't do itself: it stops the other site's
 * service, switches an Aurora database over, and starts the re-protection. It makes a replica of the other site's instance,
 * which takes a signed request for the other region. In the primary site it also reads and writes the role record.
 *
 * The other region may be dead: no call waits long for it, and no promotion waits for the function.
 */
export class OtherSite extends Construct {
  readonly function: LambdaFunction;

  /** @throws Error in the primary site without the key of the role table in its region. */
  constructor(scope: Construct, id: string, props: OtherSiteProps) {
    super(scope, id);
    const { keyArn, logRetentionInDays } = props;
    this.function = new LambdaFunction(this, "function", {
      functionName: "other-site",
      description: "Does in the other region what the failover needs done there",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: this.environment(props),
      keyArn,
      logRetentionInDays,
      statements: [
        ...actInOtherSite(this, props),
        ...(props.replica ? replicaStatements(this, props.replica) : []),
        ...(siteOf(this) === "primary" ? writeRecord(this, props) : []),
      ],
    });
    if (siteOf(this) === "primary") return;
    explainOtherRegion(
      this.function.resource,
      "The state machine that protects the system again. It is started when the primary region is back, and nothing waits for it.",
    );
  }

  private environment({ service, aurora, replica, machineArn }: OtherSiteProps) {
    const { system, environment, regions } = RegionalStack.of(this);
    const site = siteOf(this);
    const { account, suffix } = environment;
    return {
      SYSTEM: system,
      ENVIRONMENT_SUFFIX: suffix,
      SITE: site,
      OTHER_REGION: regions[otherSite(site)],
      CLUSTER_NAME: service.clusterName,
      SERVICE_NAME: service.serviceName,
      ...(aurora && {
        GLOBAL_CLUSTER: aurora.globalClusterIdentifier,
        OWN_DATABASE_ARN: `arn:aws:rds:${regions[site]}:${account}:cluster:${aurora.clusterIdentifiers[site]}`,
      }),
      ...(replica && { REPLICA_BLUEPRINT: jsonText(replica) }),
      OTHER_MACHINE_ARN: machineArn,
      ROLE_TABLE: roleTableName(this),
      ROLE_REGION: regions.dr,
      ...(site === "primary" && { MIRROR_PARAMETER: activeSiteParameterName(system, suffix) }),
    };
  }
}
