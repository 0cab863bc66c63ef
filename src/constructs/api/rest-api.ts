import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, siteOf } from "../../stacks/aliased-scope";
import type { HostNames } from "../dns/host-names";
import type { AliasTargets } from "../dns/site-records";
import type { LambdaFunction } from "../functions/lambda-function";
import { ApiDomain } from "./api-domain";
import { ApiStage, STAGE_NAME } from "./api-stage";
import { ApiAuthorizer } from "./authorizer";
import { CorsPreflight } from "./cors";
import { Deployment } from "./deployment";
import { EventRoute, type ApiStream } from "./event-route";
import { GatewayResponses } from "./gateway-responses";
import { ProxyRoute, type ProxiedService, type ProxyRouteProps } from "./proxy-route";
import type { ApiSettings } from "./settings";

/**
 * What is handed on byte by byte; API Gateway would take anything else for text. A request and its answer may have 10 MB (API Gateway
 * quotas, developer guide, read 2026-11): media go and come in parts.
 */
const BINARY_MEDIA_TYPES = ["application/octet-stream", "video/mp4"];

/** What an API is made from. */
export interface RestApiProps {
  readonly settings: ApiSettings;
  /**
   * The names that it answers to, and an issued certificate of this region that holds them.
   *
   * @default - none: it answers to the name that API Gateway gives it
   */
  readonly domain?: { readonly names: HostNames; readonly certificateArn: string } | undefined;
  readonly service: ProxiedService;
  /** Where events go. */
  readonly stream: ApiStream;
  /** Checks keys. */
  readonly authorizer: LambdaFunction;
  /** Encrypts the logs. */
  readonly keyArn: string;
  /** How long logs are kept, in days. */
  readonly logRetentionInDays: number;
  /**
   * What must be there before the stage: the account's log role where this stack owns it, the load balancer's listener.
   *
   * @default - nothing
   */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * A site's REST API: `POST /events` goes into a stream, everything else to the service. What probes ask needs no key, all the rest
 * does. It stands ready in both sites.
 */
export class RestApi extends Construct {
  readonly restApiId: string;
  /** What CloudWatch's dimension `ApiName` takes. */
  readonly apiName: string;
  /** What CloudWatch's dimension `Stage` takes. */
  readonly stageName = STAGE_NAME;
  readonly stage: ApiStage;
  /** What a web ACL stands in front of. */
  readonly stageArn: string;
  /** Where callers find it, without a slash at its end. */
  readonly url: string;
  /** What the system's name and the site's own lead to; undefined without a domain. */
  readonly aliasTargets: AliasTargets | undefined;
  private readonly api: ApiGatewayRestApi;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RestApiProps,
  ) {
    super(scope, id);
    const { settings, domain, service, keyArn, logRetentionInDays, after = [] } = props;
    this.apiName = nameFor(this, "api", "restApi");
    this.api = new ApiGatewayRestApi(this, "Default", {
      provider: providerOf(this),
      name: this.apiName,
      description: "Titles, media and events",
      endpointConfiguration: { types: ["REGIONAL"] },
      binaryMediaTypes: BINARY_MEDIA_TYPES,
      // Else callers could go past the names, and so past a failover.
      disableExecuteApiEndpoint: domain !== undefined,
    });
    this.restApiId = this.api.id;
    this.addRoutes();
    new GatewayResponses(this, "responses", {
      restApiId: this.restApiId,
      allowedOrigin: settings.allowedOrigin,
    });
    const deployment = new Deployment(this, "deployment", { restApiId: this.restApiId, api: this, service });
    this.stage = new ApiStage(this, "stage", {
      restApiId: this.restApiId,
      apiName: this.apiName,
      deploymentId: deployment.id,
      settings,
      keyArn,
      logRetentionInDays,
      after,
    });
    this.stageArn = this.stage.resource.arn;
    this.url = domain ? `https://${domain.names.service}` : this.stage.resource.invokeUrl;
    this.aliasTargets = domain && this.addDomains(domain);
  }

  private addRoutes(): void {
    const { settings, stream, authorizer: checking } = this.props;
    const authorizer = new ApiAuthorizer(this, "authorizer", { restApi: this.api, function: checking });
    for (const path of ["health", "ready"] as const) {
      const resourceId = this.addResource(path, path);
      this.addProxy(`get-${path}`, { resourceId, httpMethod: "GET", path: `/${path}` });
    }
    const canary = this.addResource("canary", "{name}", this.addResource("canaries", "canaries"));
    for (const httpMethod of ["GET", "PUT"] as const) {
      const id = `${httpMethod.toLowerCase()}-canary`;
      this.addProxy(id, { resourceId: canary, httpMethod, path: "/canaries/{name}" });
    }
    new EventRoute(this, "post-events", {
      restApiId: this.restApiId,
      resourceId: this.addResource("events", "events"),
      authorizer,
      stream,
      allowedOrigin: settings.allowedOrigin,
    });
    const resourceId = this.addResource("proxy", "{proxy+}");
    this.addProxy("any-proxy", { resourceId, httpMethod: "ANY", path: "/{proxy}", authorizer });
  }

  /** Adds a part of a path, which answers browsers' questions. */
  private addResource(id: string, pathPart: string, parentId = this.api.rootResourceId): string {
    const { id: resourceId } = new ApiGatewayResource(this, id, {
      provider: providerOf(this),
      restApiId: this.restApiId,
      parentId,
      pathPart,
    });
    new CorsPreflight(this, `options-${id}`, {
      restApiId: this.restApiId,
      resourceId,
      allowedOrigin: this.props.settings.allowedOrigin,
    });
    return resourceId;
  }

  private addProxy(id: string, route: Omit<ProxyRouteProps, "restApiId" | "service">): void {
    new ProxyRoute(this, id, { restApiId: this.restApiId, service: this.props.service, ...route });
  }

  private addDomains({ names, certificateArn }: NonNullable<RestApiProps["domain"]>): AliasTargets {
    const shared = { certificateArn, restApiId: this.restApiId, stageName: this.stage.resource.stageName };
    const { target: service } = new ApiDomain(this, "service-name", { ...shared, domainName: names.service });
    const own = new ApiDomain(this, "own-name", { ...shared, domainName: names.sites[siteOf(this)] });
    return { service, own: own.target };
  }
}
