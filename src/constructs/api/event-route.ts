import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRequestValidator } from "@cdktf/provider-aws/lib/api-gateway-request-validator";
import { Construct } from "constructs";
import { providerOf, regionOf } from "../../stacks/aliased-scope";
import { jsonText } from "../../terraform/json-text";
import type { ApiAuthorizer } from "./authorizer";
import { ALLOW_ORIGIN, literal, responseHeaders } from "./cors";
import { EVENT_BATCH_SCHEMA } from "./event-batch";
import { EventRouteRole } from "./event-route-role";
import {
  putRecordsTemplate,
  REFUSED_TEMPLATE,
  TAKEN_TEMPLATE,
  UNAVAILABLE_TEMPLATE,
} from "./event-templates";
import { RETRY_AFTER_SECONDS } from "./gateway-responses";

const JSON_TYPE = "application/json";

/** A stream that events go into. */
export interface ApiStream {
  readonly name: string;
  readonly arn: string;
  /** Encrypts the stream. */
  readonly keyArn: string;
}

/** What the route of events is made from. */
export interface EventRouteProps {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly authorizer: ApiAuthorizer;
  readonly stream: ApiStream;
  readonly allowedOrigin: string;
}

/** What API Gateway makes of an answer of Kinesis. */
interface Outcome {
  /** Of Kinesis's status. @default - whatever the others do not name */
  readonly pattern?: string;
  readonly status: number;
  readonly template: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  taken: { pattern: "200", status: 202, template: TAKEN_TEMPLATE },
  refused: { pattern: "4[0-9]{2}", status: 500, template: REFUSED_TEMPLATE },
  unavailable: {
    status: 503,
    template: UNAVAILABLE_TEMPLATE,
    headers: { "Retry-After": String(RETRY_AFTER_SECONDS) },
  },
};

/**
 * `POST /events`: a batch of events goes straight into Kinesis, with no program between. What is no valid batch is refused with 400 and
 * the reasons, what is no JSON by its content type with 415.
 *
 * PutRecords takes 500 records and 10 MiB a request (Kinesis API model, SDK 3.1143, read 2026-11); a batch has at most 100 events of some
 * 400 bytes.
 */
export class EventRoute extends Construct {
  private readonly ofMethod;

  constructor(scope: Construct, id: string, props: EventRouteProps) {
    super(scope, id);
    const { restApiId, resourceId, authorizer, stream, allowedOrigin } = props;
    const provider = providerOf(this);
    const model = new ApiGatewayModel(this, "model", {
      provider,
      restApiId,
      name: EVENT_BATCH_SCHEMA.title,
      description: "A batch of events of players",
      contentType: JSON_TYPE,
      schema: jsonText(EVENT_BATCH_SCHEMA),
    });
    const validator = new ApiGatewayRequestValidator(this, "validator", {
      provider,
      restApiId,
      name: "events",
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const { httpMethod } = new ApiGatewayMethod(this, "Default", {
      provider,
      restApiId,
      resourceId,
      httpMethod: "POST",
      authorization: "CUSTOM",
      authorizerId: authorizer.id,
      requestValidatorId: validator.id,
      requestModels: { [JSON_TYPE]: model.name },
    });
    this.ofMethod = { provider, restApiId, resourceId, httpMethod };
    const integration = new ApiGatewayIntegration(this, "integration", {
      ...this.ofMethod,
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: `arn:aws:apigateway:${regionOf(this)}:kinesis:action/PutRecords`,
      credentials: new EventRouteRole(this, "role", { stream }).arn,
      // Any other content type would pass by the validation: it checks the one that it has a model for.
      passthroughBehavior: "NEVER",
      requestParameters: { "integration.request.header.Content-Type": literal("application/x-amz-json-1.1") },
      requestTemplates: { [JSON_TYPE]: putRecordsTemplate(stream.name) },
    });
    for (const [name, outcome] of Object.entries(OUTCOMES)) {
      this.addOutcome(name, outcome, allowedOrigin, integration);
    }
  }

  private addOutcome(
    name: string,
    outcome: Outcome,
    allowedOrigin: string,
    integration: ApiGatewayIntegration,
  ) {
    const { pattern, status, template } = outcome;
    const headers = { [ALLOW_ORIGIN]: allowedOrigin, ...outcome.headers };
    const response = new ApiGatewayMethodResponse(this, `${name}-method-response`, {
      ...this.ofMethod,
      statusCode: String(status),
      responseParameters: responseHeaders(headers, () => true),
    });
    new ApiGatewayIntegrationResponse(this, `${name}-integration-response`, {
      ...this.ofMethod,
      statusCode: response.statusCode,
      ...(pattern !== undefined && { selectionPattern: pattern }),
      responseParameters: responseHeaders(headers, literal),
      responseTemplates: { [JSON_TYPE]: template },
      dependsOn: [integration],
    });
  }
}
