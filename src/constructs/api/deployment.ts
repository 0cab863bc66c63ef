import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { Lazy, TerraformResource, type IResolveContext } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { createHash } from "node:crypto";
import { providerOf } from "../../stacks/aliased-scope";
import { COMMENT, type TerraformConfiguration } from "../../terraform/configuration";
import type { ProxiedService } from "./proxy-route";

/** What API Gateway copies into a deployment: a change of any of them reaches callers by the next one only. */
const DEPLOYED_TYPES = new Set([
  "aws_api_gateway_authorizer",
  "aws_api_gateway_gateway_response",
  "aws_api_gateway_integration",
  "aws_api_gateway_integration_response",
  "aws_api_gateway_method",
  "aws_api_gateway_method_response",
  "aws_api_gateway_model",
  "aws_api_gateway_request_validator",
  "aws_api_gateway_resource",
  "aws_api_gateway_rest_api",
]);

/** What a deployment is made from. */
export interface DeploymentProps {
  readonly restApiId: string;
  /** What holds all of the API's routes, which must be there already. */
  readonly api: Construct;
  readonly service: ProxiedService;
}

/**
 * A copy of all that an API is made of, as callers see it. Whatever changes in it makes a new copy, and the old one goes when the
 * stage has the new one.
 */
export class Deployment extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, { restApiId, api, service }: DeploymentProps) {
    super(scope, id);
    const resources = api.node.findAll().filter(isDeployed);
    this.id = new ApiGatewayDeployment(this, "Default", {
      provider: providerOf(this),
      restApiId,
      triggers: {
        definition: Lazy.stringValue({ produce: (context) => hashOf(resources, context) }),
        // The hash knows references by their text: what these become, Terraform alone knows.
        vpc_link: service.link.id,
        load_balancer: service.loadBalancerArn,
        base_uri: service.baseUri,
      },
      dependsOn: resources,
      lifecycle: { createBeforeDestroy: true },
    }).id;
  }
}

function isDeployed(node: IConstruct): node is TerraformResource {
  return node instanceof TerraformResource && DEPLOYED_TYPES.has(node.terraformResourceType);
}

function hashOf(resources: readonly TerraformResource[], context: IResolveContext): string {
  const hash = createHash("sha256");
  for (const resource of resources) {
    const { terraformResourceType: type, friendlyUniqueId: name } = resource;
    const { resource: blocks } = context.resolve(resource.toTerraform()) as TerraformConfiguration;
    const { [COMMENT]: _comment, ...definition } = blocks?.[type]?.[name] ?? {};
    hash.update(JSON.stringify([type, name, definition]));
  }
  return hash.digest("hex");
}
