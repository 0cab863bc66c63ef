import { ofApiResource } from "./parts";

/** Resources of every type that has facts: api. */
export const api = {
  aws_api_gateway_account: { a: { cloudwatch_role_arn: "${aws_iam_role.a.arn}" } },
  aws_api_gateway_rest_api: {
    a: { name: "a", endpoint_configuration: { types: ["REGIONAL"] }, binary_media_types: ["video/mp4"] },
  },
  aws_api_gateway_resource: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      parent_id: "${aws_api_gateway_rest_api.a.root_resource_id}",
      path_part: "events",
    },
    b: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      parent_id: "${aws_api_gateway_resource.a.id}",
      path_part: "{id}",
    },
  },
  aws_api_gateway_authorizer: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      name: "keys",
      type: "REQUEST",
      authorizer_uri: "${aws_lambda_function.a.invoke_arn}",
      identity_source: "method.request.header.x-api-key",
      authorizer_result_ttl_in_seconds: 60,
    },
  },
  aws_api_gateway_model: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      name: "Batch",
      content_type: "application/json",
      schema: JSON.stringify({ type: "object" }),
    },
  },
  aws_api_gateway_request_validator: {
    a: { rest_api_id: "${aws_api_gateway_rest_api.a.id}", name: "events", validate_request_body: true },
  },
  aws_api_gateway_method: {
    a: {
      ...ofApiResource,
      http_method: "POST",
      authorization: "CUSTOM",
      authorizer_id: "${aws_api_gateway_authorizer.a.id}",
      request_validator_id: "${aws_api_gateway_request_validator.a.id}",
      request_models: { "application/json": "${aws_api_gateway_model.a.name}" },
    },
  },
  aws_api_gateway_integration: {
    a: {
      ...ofApiResource,
      http_method: "${aws_api_gateway_method.a.http_method}",
      type: "HTTP_PROXY",
      integration_http_method: "POST",
      uri: "https://api.example.com/events",
      connection_type: "VPC_LINK",
      connection_id: "${aws_apigatewayv2_vpc_link.a.id}",
      integration_target: "${aws_lb.a.arn}",
    },
  },
  aws_api_gateway_method_response: {
    a: { ...ofApiResource, http_method: "${aws_api_gateway_method.a.http_method}", status_code: "202" },
  },
  aws_api_gateway_integration_response: {
    a: {
      ...ofApiResource,
      http_method: "${aws_api_gateway_method.a.http_method}",
      status_code: "${aws_api_gateway_method_response.a.status_code}",
      response_templates: { "application/json": "{}" },
    },
  },
  aws_api_gateway_gateway_response: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      response_type: "THROTTLED",
      status_code: "429",
      response_parameters: { "gatewayresponse.header.Retry-After": "'1'" },
    },
  },
  aws_api_gateway_deployment: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      triggers: { definition: "1" },
      depends_on: ["aws_api_gateway_integration_response.a"],
      lifecycle: { create_before_destroy: true },
    },
  },
  aws_api_gateway_stage: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      deployment_id: "${aws_api_gateway_deployment.a.id}",
      stage_name: "v1",
      access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.a.arn}", format: "{}" },
      xray_tracing_enabled: true,
    },
  },
  aws_api_gateway_method_settings: {
    a: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      stage_name: "${aws_api_gateway_stage.a.stage_name}",
      method_path: "*/*",
      settings: { logging_level: "ERROR", throttling_rate_limit: 1000, throttling_burst_limit: 500 },
    },
  },
  aws_api_gateway_domain_name: {
    a: {
      domain_name: "api.example.com",
      regional_certificate_arn: "${aws_acm_certificate_validation.a.certificate_arn}",
      security_policy: "TLS_1_2",
      endpoint_configuration: { types: ["REGIONAL"] },
    },
  },
  aws_api_gateway_base_path_mapping: {
    a: {
      api_id: "${aws_api_gateway_rest_api.a.id}",
      domain_name: "${aws_api_gateway_domain_name.a.domain_name}",
      stage_name: "${aws_api_gateway_stage.a.stage_name}",
    },
  },
  aws_apigatewayv2_vpc_link: {
    a: {
      name: "a",
      subnet_ids: ["${aws_subnet.a.id}"],
      security_group_ids: ["${aws_security_group.a.id}"],
    },
  },
};
