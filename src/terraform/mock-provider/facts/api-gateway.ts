import type { FactsTable, Reference, ResourceView } from "./model";
import {
  API_AUTHORIZER,
  API_RESOURCE,
  API_VALIDATOR,
  CERTIFICATE,
  LOAD_BALANCER,
  LOG_GROUP_ARN,
  REST_API,
  ROLE_ARN,
  SECURITY_GROUP,
  SUBNET,
} from "./references";
import { CREATED, textIn } from "./shared";

const METHODS = "ANY DELETE GET HEAD OPTIONS PATCH POST PUT";

/** A part of a method, found by where it is. */
const OF_METHOD: Record<string, Reference> = { rest_api_id: REST_API, resource_id: API_RESOURCE };

const VPC_LINK: Reference = {
  to: "aws_apigatewayv2_vpc_link aws_api_gateway_vpc_link",
  by: "id",
  generated: true,
};
const DEPLOYMENT: Reference = { to: "aws_api_gateway_deployment", by: "id", generated: true };
const STAGE: Reference = { to: "aws_api_gateway_stage", by: "stage_name" };
const DOMAIN: Reference = { to: "aws_api_gateway_domain_name", by: "domain_name" };

/** ARNs of API Gateway's own API name no account. */
const managed = (view: ResourceView, path: string): string =>
  `arn:${view.partition}:apigateway:${view.region}::/${path}`;

const executed = (view: ResourceView, path: string): string =>
  `arn:${view.partition}:execute-api:${view.region}:${view.account}:${path}`;

/** REST APIs of API Gateway, and VPC links of its second version. */
export const API_GATEWAY: FactsTable = {
  aws_api_gateway_account: {
    formats: { arn: "cloudwatch_role_arn" },
    references: { cloudwatch_role_arn: ROLE_ARN },
    answers: {
      id: "api-gateway-account",
      api_key_version: "1",
      features: ["UsagePlans"],
      throttle_settings: [{ burst_limit: 5000, rate_limit: 10_000 }],
    },
  },
  aws_api_gateway_authorizer: {
    replaces: "rest_api_id",
    defaults: {
      authorizer_result_ttl_in_seconds: 300,
      identity_source: "method.request.header.Authorization",
      type: "TOKEN",
    },
    values: { type: "TOKEN REQUEST COGNITO_USER_POOLS" },
    formats: { arn: "authorizer_credentials" },
    ranges: { authorizer_result_ttl_in_seconds: [0, 3600] },
    references: { rest_api_id: REST_API },
    answers: {
      id: "{hex6}",
      arn: (view) =>
        managed(view, `restapis/${textIn(view, "rest_api_id")}/authorizers/${textIn(view, "id")}`),
    },
  },
  aws_api_gateway_base_path_mapping: {
    replaces: "domain_name domain_name_id",
    references: { api_id: REST_API, domain_name: DOMAIN, stage_name: STAGE },
    answers: { id: "{domain_name}/" },
  },
  aws_api_gateway_deployment: {
    replaces: "rest_api_id triggers variables",
    references: { rest_api_id: REST_API },
    answers: { id: "{hex6}", created_date: CREATED },
  },
  aws_api_gateway_domain_name: {
    filled:
      "ownership_verification_certificate_arn policy security_policy endpoint_configuration.ip_address_type",
    replaces: "certificate_body certificate_chain certificate_private_key domain_name",
    sensitive: "certificate_private_key",
    values: {
      "endpoint_configuration.types": "EDGE REGIONAL PRIVATE",
      "endpoint_configuration.ip_address_type": "ipv4 dualstack",
    },
    conflicts: ["certificate_arn regional_certificate_arn"],
    formats: { arn: "certificate_arn regional_certificate_arn ownership_verification_certificate_arn" },
    references: { regional_certificate_arn: CERTIFICATE },
    uniqueName: "domain_name",
    answers: {
      id: "{domain_name}",
      arn: (view) => managed(view, `domainnames/${textIn(view, "domain_name")}`),
      certificate_upload_date: "",
      cloudfront_domain_name: "",
      cloudfront_zone_id: "Z2FDTNDATAQYW2",
      domain_name_id: "",
      ownership_verification_certificate_arn: "",
      policy: "",
      regional_domain_name: "d-{hex10}.execute-api.{region}.amazonaws.com",
      regional_zone_id: "Z{digits13}",
      security_policy: "TLS_1_2",
      "endpoint_configuration.ip_address_type": "ipv4",
    },
  },
  aws_api_gateway_gateway_response: {
    replaces: "response_type rest_api_id",
    references: { rest_api_id: REST_API },
    answers: { id: "aggr-{rest_api_id}-{response_type}" },
  },
  aws_api_gateway_integration: {
    filled: "cache_namespace passthrough_behavior response_transfer_mode",
    replaces: `
      credentials http_method integration_http_method passthrough_behavior resource_id rest_api_id type
    `,
    defaults: { connection_type: "INTERNET", timeout_milliseconds: 29_000 },
    values: {
      connection_type: "INTERNET VPC_LINK",
      content_handling: "CONVERT_TO_BINARY CONVERT_TO_TEXT",
      http_method: METHODS,
      integration_http_method: METHODS,
      passthrough_behavior: "WHEN_NO_MATCH WHEN_NO_TEMPLATES NEVER",
      response_transfer_mode: "BUFFERED STREAM",
      type: "HTTP AWS MOCK HTTP_PROXY AWS_PROXY",
    },
    ranges: { timeout_milliseconds: [50, 300_000] },
    references: {
      ...OF_METHOD,
      connection_id: VPC_LINK,
      credentials: ROLE_ARN,
      integration_target: LOAD_BALANCER,
    },
    answers: {
      id: "agi-{rest_api_id}-{resource_id}-{http_method}",
      cache_namespace: "{resource_id}",
      passthrough_behavior: "WHEN_NO_MATCH",
      response_transfer_mode: "BUFFERED",
    },
  },
  aws_api_gateway_integration_response: {
    replaces: "http_method resource_id rest_api_id status_code",
    values: { content_handling: "CONVERT_TO_BINARY CONVERT_TO_TEXT", http_method: METHODS },
    references: OF_METHOD,
    answers: { id: "agir-{rest_api_id}-{resource_id}-{http_method}-{status_code}" },
  },
  aws_api_gateway_method: {
    replaces: "http_method resource_id rest_api_id",
    defaults: { api_key_required: false },
    values: { authorization: "NONE CUSTOM AWS_IAM COGNITO_USER_POOLS", http_method: METHODS },
    references: { ...OF_METHOD, authorizer_id: API_AUTHORIZER, request_validator_id: API_VALIDATOR },
    answers: { id: "agm-{rest_api_id}-{resource_id}-{http_method}" },
  },
  aws_api_gateway_method_response: {
    replaces: "http_method resource_id rest_api_id status_code",
    values: { http_method: METHODS },
    references: OF_METHOD,
    answers: { id: "agmr-{rest_api_id}-{resource_id}-{http_method}-{status_code}" },
  },
  aws_api_gateway_method_settings: {
    filled: `
      settings.cache_data_encrypted settings.cache_ttl_in_seconds settings.caching_enabled settings.data_trace_enabled
      settings.logging_level settings.metrics_enabled settings.require_authorization_for_cache_control
      settings.unauthorized_cache_control_header_strategy
    `,
    replaces: "method_path rest_api_id stage_name",
    defaults: { "settings.throttling_burst_limit": -1, "settings.throttling_rate_limit": -1 },
    values: {
      "settings.logging_level": "OFF ERROR INFO",
      "settings.unauthorized_cache_control_header_strategy":
        "FAIL_WITH_403 SUCCEED_WITH_RESPONSE_HEADER SUCCEED_WITHOUT_RESPONSE_HEADER",
    },
    references: { rest_api_id: REST_API, stage_name: STAGE },
    answers: {
      id: "{rest_api_id}-{stage_name}-{method_path}",
      "settings.cache_data_encrypted": false,
      "settings.cache_ttl_in_seconds": 300,
      "settings.caching_enabled": false,
      "settings.data_trace_enabled": false,
      "settings.logging_level": "OFF",
      "settings.metrics_enabled": false,
      "settings.require_authorization_for_cache_control": true,
      "settings.unauthorized_cache_control_header_strategy": "SUCCEED_WITH_RESPONSE_HEADER",
    },
  },
  aws_api_gateway_model: {
    replaces: "content_type name rest_api_id",
    formats: { json: "schema" },
    patterns: { name: [/^[A-Za-z0-9]+$/, "may contain letters and digits only"] },
    references: { rest_api_id: REST_API },
    answers: { id: "{hex6}" },
  },
  aws_api_gateway_request_validator: {
    replaces: "rest_api_id",
    defaults: { validate_request_body: false, validate_request_parameters: false },
    references: { rest_api_id: REST_API },
    answers: { id: "{hex6}" },
  },
  aws_api_gateway_resource: {
    replaces: "rest_api_id",
    references: { rest_api_id: REST_API, parent_id: API_RESOURCE },
    answers: { id: "{hex6}", path: "/{path_part}" },
  },
  aws_api_gateway_rest_api: {
    filled: `
      api_key_source binary_media_types description disable_execute_api_endpoint minimum_compression_size policy
      endpoint_configuration.ip_address_type endpoint_configuration.vpc_endpoint_ids
    `,
    defaults: { put_rest_api_mode: "overwrite" },
    values: {
      api_key_source: "HEADER AUTHORIZER",
      put_rest_api_mode: "merge overwrite",
      "endpoint_configuration.types": "REGIONAL EDGE PRIVATE",
      "endpoint_configuration.ip_address_type": "ipv4 dualstack",
    },
    formats: { "resource-policy": "policy" },
    answers: {
      id: "{hex10}",
      arn: (view) => managed(view, `restapis/${textIn(view, "id")}`),
      api_key_source: "HEADER",
      binary_media_types: [],
      created_date: CREATED,
      description: "",
      disable_execute_api_endpoint: false,
      execution_arn: (view) => executed(view, textIn(view, "id")),
      minimum_compression_size: "",
      policy: "",
      root_resource_id: "{hex10}",
      "endpoint_configuration.ip_address_type": "ipv4",
      "endpoint_configuration.vpc_endpoint_ids": [],
    },
  },
  aws_api_gateway_stage: {
    replaces: "rest_api_id stage_name",
    values: { cache_cluster_size: "0.5 1.6 6.1 13.5 28.4 58.2 118 237" },
    defaults: { "canary_settings.percent_traffic": 0 },
    formats: { arn: "access_log_settings.destination_arn" },
    references: {
      rest_api_id: REST_API,
      deployment_id: DEPLOYMENT,
      "access_log_settings.destination_arn": LOG_GROUP_ARN,
    },
    answers: {
      id: "ags-{rest_api_id}-{stage_name}",
      arn: (view) =>
        managed(view, `restapis/${textIn(view, "rest_api_id")}/stages/${textIn(view, "stage_name")}`),
      execution_arn: (view) => executed(view, `${textIn(view, "rest_api_id")}/${textIn(view, "stage_name")}`),
      invoke_url: "https://{rest_api_id}.execute-api.{region}.amazonaws.com/{stage_name}",
      web_acl_arn: "",
    },
  },
  aws_apigatewayv2_vpc_link: {
    replaces: "security_group_ids subnet_ids",
    lengths: { name: [1, 128] },
    references: { security_group_ids: SECURITY_GROUP, subnet_ids: SUBNET },
    answers: { id: "{hex6}", arn: (view) => managed(view, `vpclinks/${textIn(view, "id")}`) },
  },
};
