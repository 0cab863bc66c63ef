import { hostNames } from "../../constructs/dns/host-names";
import { Certificate } from "../../constructs/ingress/certificate";
import { LoadBalancer } from "../../constructs/ingress/load-balancer";
import { WebAcl } from "../../constructs/ingress/web-acl";
import { SERVICE_PORT } from "../../constructs/service/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import type { SharedSettings } from "./settings";

/** What callers come in by. */
export type Ingress = Pick<ReturnType<typeof addIngress>, "loadBalancer" | "webAcl">;

/** What the ingress of a site is made from. */
export interface IngressProps {
  readonly given: SharedSettings;
  readonly foundation: Foundation;
  readonly logBucketName: string;
  /**
   * How the paths end of requests whose bodies the firewall does not look into, for example `/media`, or what they match.
   *
   * @default - none: a body over 8 KB is refused
   */
  readonly uploads?: string | RegExp;
  /**
   * The zone that gets the records which prove that the names are ours.
   *
   * @default - the other stack makes them
   */
  readonly validationZoneId?: string;
}

/** Adds the load balancer with its certificate, and the firewall in front of it. */
export function addIngress(stack: RegionalStack, props: IngressProps) {
  const { given, foundation } = props;
  const loadBalancer = new LoadBalancer(stack, "ingress", {
    network: foundation.network,
    servicePort: SERVICE_PORT,
    certificateArn: certificateArn(stack, props),
    logBucketName: props.logBucketName,
  });
  const webAcl = new WebAcl(stack, "firewall", {
    settings: given.waf,
    resourceArn: loadBalancer.arn,
    logsKeyArn: foundation.operationsKeyArn,
    logRetentionInDays: given.network.flowLogRetentionDays,
    uploads: props.uploads,
  });
  return { loadBalancer, webAcl, targets: { service: loadBalancer, own: loadBalancer } };
}

/** The certificate of the site, issued; undefined without a domain. */
export function certificateArn(stack: RegionalStack, { validationZoneId }: IngressProps): string | undefined {
  const names = hostNames(stack);
  if (!names) return undefined;
  return new Certificate(stack, "certificate", { names, ...(validationZoneId && { validationZoneId }) }).arn;
}
