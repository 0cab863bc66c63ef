import { Lb } from "@cdktf/provider-aws/lib/lb";
import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { Network } from "../network/network";
import { Traffic } from "../network/traffic";
import { LOAD_BALANCER_LOGS_PREFIX } from "../object-storage/log-prefixes";
import { CallersListener, type CallersListenerProps, WHY_HTTP_FOR_CALLERS } from "./callers-listener";
import { HttpsListeners } from "./https-listeners";
import { InternalListener, WHY_HTTP } from "./internal-listener";
import { ServiceTargetGroup } from "./service-target-group";

/**
 * How long an idle connection stays open, in seconds: 1 to 4000, default 60. The service must keep its own connections
 * longer, or it closes one that the load balancer is about to use. (This and the next: Elastic Load Balancing API model,
 * SDK 3.1142, read 2026-11.)
 */
export const IDLE_TIMEOUT_SECONDS = 60;

/**
 * How long a client may keep a connection at all, in seconds: 60 to 604800, default 3600. As short as a DNS answer lives:
 * a client that keeps its connection would not follow a failover. The price is a TLS handshake a minute.
 */
const CLIENT_KEEP_ALIVE_SECONDS = 60;

/** What a load balancer is made from. */
export interface LoadBalancerProps {
  readonly network: Network;
  /** The port on which the service speaks TLS. */
  readonly servicePort: number;
  /**
   * An issued certificate of this region.
   *
   * @default - none: the load balancer is internal and answers plain HTTP from inside the VPC only
   */
  readonly certificateArn?: string | undefined;
  /**
   * The security group of the only callers, for example of a VPC link. The load balancer is internal then, with a certificate too.
   *
   * @default - everybody may call; without a certificate everybody in the VPC
   */
  readonly callersSecurityGroupId?: string | undefined;
  /** A bucket of this region whose policy lets Elastic Load Balancing write already: it tries when logs are turned on. */
  readonly logBucketName: string;
  /**
   * Starts the keys of all logs; the kind of log follows it.
   *
   * @default - the prefix that a `LogBucket` lets load balancers write under
   */
  readonly logPrefix?: string;
}

/**
 * The application load balancer in front of the service: public with HTTPS when there is a certificate, else internal; internal
 * always, where only some callers may come.
 * Stands ready in both sites: making one needs the control plane of Route 53, which may be gone when it is needed.
 */
export class LoadBalancer extends Construct {
  readonly arn: string;
  /** What CloudWatch's dimension `LoadBalancer` takes. */
  readonly arnSuffix: string;
  readonly dnsName: string;
  /** The zone of `dnsName`, for alias records. */
  readonly zoneId: string;
  readonly securityGroupId: string;
  readonly targetGroupArn: string;
  /** Computed. */
  readonly targetGroupName: string;
  /** What CloudWatch's dimension `TargetGroup` takes. */
  readonly targetGroupArnSuffix: string;
  /** The listener that forwards: a service can't register with a target group that no listener uses. */
  readonly listener: LbListener;

  private readonly servicePort: number;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { network, servicePort } = props;
    const securityGroup = new SecurityGroup(this, "security-group", {
      provider: providerOf(this),
      name: nameFor(this, "ingress", "securityGroup"),
      description: "Load balancer: clients in, the service out",
      vpcId: network.vpcId,
    });
    const lb = this.addLoadBalancer(props, securityGroup.id);
    const targetGroup = new ServiceTargetGroup(this, "target-group", { network, port: servicePort });
    const targets = targetGroup.resource;

    const listening = {
      loadBalancerArn: lb.arn,
      securityGroupId: securityGroup.id,
      targetGroupArn: targets.arn,
    };
    this.listener = this.addListeners(props, listening);
    if (!props.certificateArn) this.explainHttp(lb, props);
    this.servicePort = servicePort;
    this.arn = lb.arn;
    this.arnSuffix = lb.arnSuffix;
    this.dnsName = lb.dnsName;
    this.zoneId = lb.zoneId;
    this.securityGroupId = securityGroup.id;
    this.targetGroupArn = targets.arn;
    this.targetGroupName = targetGroup.name;
    this.targetGroupArnSuffix = targets.arnSuffix;
  }

  /** Lets requests and health checks through to the service, and nothing else out. Call it once, with the service's group. */
  forwardTo(serviceSecurityGroupId: string): void {
    new Traffic(this, "to-service", {
      from: this.securityGroupId,
      to: serviceSecurityGroupId,
      port: this.servicePort,
      description: "Requests and health checks over TLS",
    });
  }

  private addListeners(
    { network, certificateArn, callersSecurityGroupId }: LoadBalancerProps,
    listening: Omit<CallersListenerProps, "callersSecurityGroupId">,
  ): LbListener {
    if (callersSecurityGroupId) {
      const props = { ...listening, callersSecurityGroupId, certificateArn };
      return new CallersListener(this, "callers", props).forwarding;
    }
    return certificateArn
      ? new HttpsListeners(this, "listeners", { ...listening, certificateArn }).forwarding
      : new InternalListener(this, "internal", { ...listening, cidr: network.cidr }).forwarding;
  }

  private explainHttp(lb: Lb, { callersSecurityGroupId }: LoadBalancerProps): void {
    answerFinding(lb, "CKV2_AWS_20", callersSecurityGroupId ? WHY_HTTP_FOR_CALLERS : WHY_HTTP);
    const whom = callersSecurityGroupId ? "one security group" : "inside the VPC";
    Annotations.of(this).addWarning(
      `no certificate: the load balancer is internal and answers plain HTTP from ${whom} only`,
    );
  }

  private addLoadBalancer(props: LoadBalancerProps, securityGroupId: string): Lb {
    const { network, logBucketName, logPrefix = LOAD_BALANCER_LOGS_PREFIX } = props;
    const isPublic = props.certificateArn !== undefined && props.callersSecurityGroupId === undefined;
    const { isProtected } = RegionalStack.of(this);
    const logs = (kind: string) => ({ bucket: logBucketName, prefix: `${logPrefix}/${kind}`, enabled: true });
    const lb = new Lb(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, "ingress", "loadBalancer"),
      loadBalancerType: "application",
      internal: !isPublic,
      subnets: network.subnetIds(isPublic ? "public" : "private"),
      securityGroups: [securityGroupId],
      enableDeletionProtection: isProtected,
      enableHttp2: true,
      // Not enable_cross_zone_load_balancing: always on here, and naming it makes every plan differ.
      idleTimeout: IDLE_TIMEOUT_SECONDS,
      clientKeepAlive: CLIENT_KEEP_ALIVE_SECONDS,
      dropInvalidHeaderFields: true,
      // Payments come from programs that follow the standard: whatever does not is more likely an attack.
      desyncMitigationMode: "strictest",
      // Operators can turn a sick zone off by hand.
      enableZonalShift: true,
      accessLogs: logs("access"),
      connectionLogs: logs("connection"),
      // Says why a target failed its check.
      healthCheckLogs: logs("health-check"),
    });
    if (!isProtected) {
      answerFinding(
        lb,
        "CKV_AWS_150",
        "The environment is destroyable: everything in it must go on command.",
      );
    }
    return lb;
  }
}
