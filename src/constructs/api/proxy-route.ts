import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { ApiAuthorizer } from "./authorizer";
import { KEY_HEADER } from "./authorizer";
import { answerMethodFindings } from "./method-findings";
import type { VpcLink } from "./vpc-link";

/**
 * How long the service may take, in milliseconds: 29 s is the most that every account has (API Gateway quotas, developer guide,
 * read 2026-11).
 */
const TIMEOUT_MILLISECONDS = 29_000;

/** The service behind an API, and the way to it. */
export interface ProxiedService {
  readonly link: VpcLink;
  /** The load balancer that the link leads to. */
  readonly loadBalancerArn: string;
  /** Scheme and host, without a slash at its end. The certificate is checked against the host. */
  readonly baseUri: string;
}

/** What a route to the service is made from. */
export interface ProxyRouteProps {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: "ANY" | "GET" | "PUT";
  /** What the service is asked for, for example `/canaries/{name}`. */
  readonly path: string;
  readonly service: ProxiedService;
  /**
   * Checks the caller's key.
   *
   * @default - nobody: the route is open
   */
  readonly authorizer?: ApiAuthorizer;
}

/** Hands requests on to the service as they are, and its answers back, through the VPC link. */
export class ProxyRoute extends Construct {
  constructor(scope: Construct, id: string, props: ProxyRouteProps) {
    super(scope, id);
    const { restApiId, resourceId, httpMethod, path, service, authorizer } = props;
    const provider = providerOf(this);
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const method = new ApiGatewayMethod(this, "Default", {
      provider,
      restApiId,
      resourceId,
      httpMethod,
      ...(authorizer ? { authorization: "CUSTOM", authorizerId: authorizer.id } : { authorization: "NONE" }),
      ...(names.length > 0 && {
        requestParameters: Object.fromEntries(names.map((name) => [`method.request.path.${name}`, true])),
      }),
    });
    answerMethodFindings(
      method,
      authorizer
        ? undefined
        : "Probes and load balancers have no key; it tells and changes nothing of a customer's.",
    );
    const requestParameters = {
      ...Object.fromEntries(
        names.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
      ),
      // The service is told who calls, and never sees a key.
      ...(authorizer && { [`integration.request.header.${KEY_HEADER}`]: "context.authorizer.principalId" }),
    };
    new ApiGatewayIntegration(this, "integration", {
      provider,
      restApiId,
      resourceId,
      httpMethod: method.httpMethod,
      type: "HTTP_PROXY",
      integrationHttpMethod: httpMethod,
      uri: `${service.baseUri}${path}`,
      connectionType: "VPC_LINK",
      connectionId: service.link.id,
      integrationTarget: service.loadBalancerArn,
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      ...(Object.keys(requestParameters).length > 0 && { requestParameters }),
    });
  }
}
