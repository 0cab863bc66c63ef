import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { encoded, smallSites } from "../sites";

/** What asks for no key: probes, canaries, and what a browser asks before it asks. */
const OPEN = ["GET health", "GET ready", "GET {name}", "PUT {name}"];

describe.each(smallSites("globalstream", "mediadb"))(
  "the API of the $site site of $system",
  ({ system, site, region, end, stack }) => {
    const of = (type: string) => blocksOf(stack, type).map(({ block }) => block);
    const methods = of("aws_api_gateway_method").map((method) => {
      const resource = blocksOf(stack, "aws_api_gateway_resource").find(
        (found) => method.resource_id === reference(found, "id"),
      );
      return { ...method, route: `${String(method.http_method)} ${String(resource?.block.path_part)}` };
    });
    const routesWith = (authorization: string) =>
      methods.filter((method: Block) => method.authorization === authorization).map(({ route }) => route);
    const integrations = of("aws_api_gateway_integration");

    test("is regional, and answers to its names alone", () => {
      expect(argumentsOf(stack, "aws_api_gateway_rest_api")).toMatchObject({
        name: `${system}-api${end}`,
        endpoint_configuration: { types: ["REGIONAL"] },
        disable_execute_api_endpoint: true,
      });
      expect(of("aws_api_gateway_domain_name").map(({ domain_name }) => domain_name)).toEqual([
        `${site}.${system}-dev.example.com`,
        `${system}-dev.example.com`,
      ]);
      expect(of("aws_api_gateway_domain_name").map(({ security_policy }) => security_policy)).toEqual([
        "TLS_1_2",
        "TLS_1_2",
      ]);
    });

    test("is what the system's name leads to", () => {
      const domain = blockOf(stack, "aws_api_gateway_domain_name", "service-name");
      const records = of("aws_route53_record").filter(({ name }) => name === `${system}-dev.example.com`);
      expect(records.map(({ alias, set_identifier }) => [set_identifier, alias])).toEqual([
        [site, expect.objectContaining({ name: reference(domain, "regional_domain_name") })],
      ]);
    });

    test("asks everybody for a key but probes, canaries and browsers that ask for leave", () => {
      expect(routesWith("CUSTOM").sort()).toEqual(["ANY {proxy+}", "POST events"]);
      const open = routesWith("NONE").filter((route) => !route.startsWith("OPTIONS "));
      expect(open.sort()).toEqual([...OPEN].sort());
      expect(methods).toHaveLength(2 + OPEN.length + 6);
    });

    test("has keys checked by its region's function, against its region's copy", () => {
      const authorizer = blockOf(stack, "aws_lambda_function", "key-authorizer");
      expect(argumentsOf(stack, "aws_api_gateway_authorizer")).toMatchObject({
        authorizer_uri: reference(authorizer, "invoke_arn"),
        identity_source: "method.request.header.x-api-key",
        type: "REQUEST",
      });
      const { variables } = authorizer.block.environment as { variables: Block };
      expect(variables.SECRET_NAME).toBe(`${system}-api-keys-dev`);
      const policies = of("aws_iam_role_policy").map(({ policy }) => String(policy));
      expect(policies.join()).toContain(
        `secretsmanager:${region}:111122223333:secret:${system}-api-keys-dev-`,
      );
    });

    test("hands events to the site's own stream, as a role that may do nothing else", () => {
      const event = argumentsOf(stack, "aws_api_gateway_integration", "post-events");
      expect(event).toMatchObject({
        type: "AWS",
        uri: `arn:aws:apigateway:${region}:kinesis:action/PutRecords`,
        credentials: reference(blockOf(stack, "aws_iam_role", "post-events"), "arn"),
      });
      const templates = event.request_templates as Record<string, string>;
      expect(templates["application/json"]).toContain(`"StreamName": "${system}-events${end}"`);
      expect(Object.keys(templates)).toEqual(["application/json"]);
      const { policy } = argumentsOf(stack, "aws_iam_role_policy", "post-events");
      expect(JSON.stringify(encoded(policy))).toMatch(/kinesis:PutRecords/);
      expect(String(policy)).not.toMatch(/kinesis:(Get|Describe|\*)/);
    });

    test("hands everything else through a VPC link to the service's load balancer", () => {
      const proxies = integrations.filter(({ type }) => type === "HTTP_PROXY");
      expect(proxies).toHaveLength(OPEN.length + 1);
      const link = blockOf(stack, "aws_apigatewayv2_vpc_link");
      for (const proxy of proxies) {
        expect(proxy).toMatchObject({
          connection_type: "VPC_LINK",
          connection_id: reference(link, "id"),
          integration_target: reference(blockOf(stack, "aws_lb"), "arn"),
        });
        expect(proxy.uri).toMatch(new RegExp(`^https://${site}\\.${system}-dev\\.example\\.com/`));
      }
      expect(of("aws_api_gateway_vpc_link")).toEqual([]);
    });

    test("never hands a key on: the service is told whose it was", () => {
      const proxy = argumentsOf(stack, "aws_api_gateway_integration", "any-proxy");
      expect((proxy.request_parameters as Block)["integration.request.header.x-api-key"]).toBe(
        "context.authorizer.principalId",
      );
      expect(of("aws_api_gateway_api_key")).toEqual([]);
      expect(of("aws_api_gateway_usage_plan")).toEqual([]);
    });

    test("lets web pages read every answer, its own refusals too", () => {
      const answers = of("aws_api_gateway_gateway_response");
      expect(answers.length).toBeGreaterThan(10);
      const header = "gatewayresponse.header.Access-Control-Allow-Origin";
      expect(
        answers.filter(({ response_parameters }) => (response_parameters as Block)[header] !== "'*'"),
      ).toEqual([]);
    });

    test("logs, is measured and throttles", () => {
      expect(argumentsOf(stack, "aws_api_gateway_method_settings").settings).toEqual({
        caching_enabled: false,
        data_trace_enabled: false,
        logging_level: "ERROR",
        metrics_enabled: true,
        throttling_burst_limit: 500,
        throttling_rate_limit: 1000,
      });
      const account = blockOf(stack, "aws_api_gateway_account");
      expect(argumentsOf(stack, "aws_api_gateway_stage")).toMatchObject({
        stage_name: "v1",
        depends_on: expect.arrayContaining([account.address]) as unknown,
      });
    });
  },
);
