import Ajv from "ajv-draft-04";
import type { Block, TerraformConfiguration } from "../../../src/terraform/configuration";
import { addressedBlocks } from "../../../src/terraform/configuration";
import { CONTEXT, runTemplate } from "./mapping-template";

/** A request of a caller. */
export interface Request {
  readonly method: string;
  /** Without the stage. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a caller gets, or an integration answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What stands behind the API, and checks keys. */
export interface Behind {
  /** Answers what the integration of type AWS sends, once its template has run. */
  readonly service: (body: string) => Promise<Pick<Answer, "status" | "body">>;
  /** Answers for integrations through a VPC link. */
  readonly proxied: (uri: string, key: string | undefined) => Answer;
  readonly isKey: (key: string) => boolean;
}

type Texts = Readonly<Record<string, string>>;

/** The order of the developer guide's request path: route, key, validation, integration, response. */
export class Gateway {
  private readonly ajv = new Ajv();

  constructor(
    private readonly configuration: TerraformConfiguration,
    private readonly behind: Behind,
  ) {}

  async answer(request: Request): Promise<Answer> {
    const resource = this.resourceOf(request.path);
    const method = resource && this.methodOf(resource, request.method);
    if (!method) return this.own("MISSING_AUTHENTICATION_TOKEN", 403);
    const { "content-type": contentType = "application/json", "x-api-key": key } = request.headers ?? {};
    if (method.block.authorization === "CUSTOM") {
      if (!key) return this.own("UNAUTHORIZED", 401);
      if (!this.behind.isKey(key)) return this.own("ACCESS_DENIED", 403);
    }
    const mediaType = contentType.split(";")[0]?.trim() ?? "";
    const problem = this.problemOf(method.block, mediaType, request.body ?? "");
    if (problem !== undefined) return this.own("BAD_REQUEST_BODY", 400, problem);
    return this.integrate(method, mediaType, request, key);
  }

  /** The blocks of a type whose argument names another block. */
  private blocks(type: string, argument?: string, address?: string) {
    return addressedBlocks(this.configuration).filter(
      (found) =>
        found.type === `aws_api_gateway_${type}` &&
        (argument === undefined || String(found.block[argument]).startsWith(`\${${address ?? ""}.`)),
    );
  }

  private resourceOf(path: string) {
    const resources = this.blocks("resource").map((found) => ({
      ...found,
      pattern: this.pathOf(found.block),
    }));
    const matches = (pattern: string) => {
      const source = pattern.replace("{proxy+}", "(.+)").replace(/\{\w+\}/g, "[^/]+");
      return new RegExp(`^${source}$`).test(path);
    };
    // The most literal one wins.
    const rank = (pattern: string) => (pattern.includes("+}") ? 2 : pattern.includes("{") ? 1 : 0);
    return resources
      .filter(({ pattern }) => matches(pattern))
      .sort((one, other) => rank(one.pattern) - rank(other.pattern))[0];
  }

  private pathOf({ parent_id, path_part }: Block): string {
    const parent = this.blocks("resource").find(({ address }) => parent_id === `\${${address}.id}`);
    return `${parent ? this.pathOf(parent.block) : ""}/${String(path_part)}`;
  }

  private methodOf({ address }: { readonly address: string }, httpMethod: string) {
    const methods = this.blocks("method", "resource_id", address);
    return (
      methods.find(({ block }) => block.http_method === httpMethod) ??
      methods.find(({ block }) => block.http_method === "ANY")
    );
  }

  /** What the validator says of a body; undefined where all is well or nothing is asked. */
  private problemOf({ request_models, request_validator_id }: Block, mediaType: string, body: string) {
    const model = (request_models as Texts | undefined)?.[mediaType];
    if (model === undefined || request_validator_id === undefined) return undefined;
    const found = this.blocks("model").find(({ address }) => model === `\${${address}.name}`);
    const validate = this.ajv.compile(JSON.parse(String(found?.block.schema)) as object);
    try {
      return validate(JSON.parse(body)) ? undefined : this.ajv.errorsText(validate.errors);
    } catch (error) {
      if (error instanceof SyntaxError) return "no JSON";
      throw error;
    }
  }

  private async integrate(
    method: { readonly address: string },
    mediaType: string,
    request: Request,
    key: string | undefined,
  ): Promise<Answer> {
    const [integration] = this.blocks("integration", "http_method", method.address);
    const { type, uri, request_parameters = {}, request_templates } = integration?.block ?? {};
    if (type === "HTTP_PROXY") {
      const replaced = "integration.request.header.x-api-key" in (request_parameters as Texts);
      const proxied = String(uri).replace(/\{\w+\}/, request.path.replace(/^\/(canaries\/)?/, ""));
      return this.behind.proxied(proxied, replaced ? "the caller's name" : key);
    }
    const template = (request_templates as Texts | undefined)?.[mediaType];
    if (template === undefined) return this.own("UNSUPPORTED_MEDIA_TYPE", 415);
    const { body } = runTemplate(template, request.body ?? "{}");
    const answered =
      type === "MOCK"
        ? { status: (JSON.parse(body) as { statusCode: number }).statusCode, body: "{}" }
        : await this.behind.service(body);
    return this.respond(method.address, answered);
  }

  private respond(method: string, { status, body }: Pick<Answer, "status" | "body">): Answer {
    const responses = this.blocks("integration_response", "http_method", method).map(({ block }) => block);
    const chosen =
      responses.find(
        ({ selection_pattern: pattern }) =>
          pattern !== undefined && new RegExp(`^(?:${String(pattern)})$`).test(String(status)),
      ) ?? responses.find(({ selection_pattern: pattern }) => pattern === undefined);
    if (!chosen) return this.own("API_CONFIGURATION_ERROR", 500);
    const template = (chosen.response_templates as Texts | undefined)?.["application/json"];
    const mapped = template === undefined ? undefined : runTemplate(template, body);
    return {
      status: mapped?.status ?? statusOf(this.configuration, String(chosen.status_code)),
      headers: {
        ...headersOf(chosen.response_parameters as Texts, "method.response.header."),
        ...mapped?.headers,
      },
      body: mapped?.body ?? "",
    };
  }

  /** An answer of API Gateway's own: variables are put in, and no template runs. */
  private own(type: string, status: number, validationErrorString = ""): Answer {
    const find = (wanted: string) =>
      this.blocks("gateway_response").find(({ block }) => block.response_type === wanted);
    const found = (find(type) ?? find(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"))?.block ?? {};
    const variables: Texts = {
      "$context.error.messageString": '"a message"',
      "$context.error.validationErrorString": JSON.stringify(validationErrorString).slice(1, -1),
      "$context.requestId": CONTEXT.requestId,
    };
    const template = (found.response_templates as Texts)["application/json"] ?? "";
    return {
      status: Number(found.status_code ?? status),
      headers: headersOf(found.response_parameters as Texts, "gatewayresponse.header."),
      body: template.replace(/\$context(\.\w+)+/g, (name) => variables[name] ?? ""),
    };
  }
}

/** The status of a response, which may be a reference to the method's response. */
function statusOf(configuration: TerraformConfiguration, text: string): number {
  const method = addressedBlocks(configuration).find(({ address }) => text === `\${${address}.status_code}`);
  return Number(method ? method.block.status_code : text);
}

/** Literals stand in single quotes. */
function headersOf(parameters: Texts, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name.slice(prefix.length), value.slice(1, -1)]),
  );
}
