import type { Catalog, TypeModel } from "../catalog";
import { configProblems } from "../checks/config";
import { unconfigurableProblems } from "../checks/unconfigurable";
import { plannedReferenceProblems } from "../checks/references";
import { readDataSource } from "../data-sources/read";
import { EphemeralResources } from "../ephemeral/open";
import type { Store } from "../store/store";
import { decodeValue, encodeValue, parseState, type DynamicValue } from "../values/cty";
import { Lifecycle, requireObject } from "./lifecycle";
import type { Calls, Handlers } from "./messages";
import { Planner } from "./plan";
import { effectiveRegion, Sessions, type Cloud } from "./session";
import { wireSchema } from "./wire-schema";

type Request<Call extends keyof Calls> = Calls[Call]["request"];
type Response<Call extends keyof Calls> = Calls[Call]["response"];

/** Answers the calls of the plugin protocol. */
export class ProviderService {
  private readonly sessions: Sessions;
  private readonly lifecycle: Lifecycle;
  private readonly ephemerals: EphemeralResources;
  private schemas: Response<"GetSchema"> | undefined;

  constructor(
    private readonly catalog: Catalog,
    private readonly store: Store,
    private readonly cloud: Cloud,
    /** Called after everything that changes the store. */
    private readonly onChange: () => void,
  ) {
    this.sessions = new Sessions(cloud);
    this.lifecycle = new Lifecycle(store, cloud);
    this.ephemerals = new EphemeralResources(store, cloud);
  }

  handlers(): Handlers {
    return {
      GetMetadata: () => this.metadata(),
      GetSchema: () => this.schema(),
      PrepareProviderConfig: (request) => ({ prepared_config: request.config }),
      Configure: (request, connection) => this.configure(request, connection),
      Stop: () => ({}),
      ValidateResourceTypeConfig: (request) => this.validateResource(request),
      ValidateDataSourceConfig: (request) =>
        this.validate(this.catalog.dataSource(request.type_name), request.config),
      ValidateEphemeralResourceConfig: (request) =>
        this.validate(this.catalog.ephemeral(request.type_name), request.config),
      UpgradeResourceState: (request) => this.upgrade(request),
      ReadResource: (request, connection) => this.read(request, connection),
      PlanResourceChange: (request, connection) => this.plan(request, connection),
      ApplyResourceChange: (request, connection) => this.apply(request, connection),
      ImportResourceState: (request, connection) => this.import(request, connection),
      ReadDataSource: (request, connection) => this.readData(request, connection),
      OpenEphemeralResource: (request, connection) => this.openEphemeral(request, connection),
      RenewEphemeralResource: () => ({}),
      CloseEphemeralResource: () => ({}),
      GetFunctions: () => ({}),
    };
  }

  private metadata(): Response<"GetMetadata"> {
    const { resources, dataSources, ephemerals } = this.catalog.all;
    const named = (models: readonly { type: string }[]) => models.map(({ type }) => ({ type_name: type }));
    return {
      resources: named(resources),
      data_sources: named(dataSources),
      ephemeral_resources: named(ephemerals),
      server_capabilities: {},
    };
  }

  /** The same answer each time, so that it is encoded once. */
  private schema(): Response<"GetSchema"> {
    return (this.schemas ??= schemasOf(this.catalog));
  }

  private configure(request: Request<"Configure">, connection: string): Response<"Configure"> {
    const config = decodeValue(request.config, this.catalog.provider.valueType);
    this.sessions.configure(connection, requireObject(config, "provider configuration"));
    return {};
  }

  private validateResource(
    request: Request<"ValidateResourceTypeConfig">,
  ): Response<"ValidateResourceTypeConfig"> {
    const model = this.catalog.resource(request.type_name);
    return { diagnostics: configProblems(model, decodeValue(request.config, model.valueType)) };
  }

  /** Data sources and ephemeral resources have no facts: all that is wrong is to set what AWS decides. */
  private validate(model: TypeModel, config: DynamicValue): Response<"ValidateDataSourceConfig"> {
    return { diagnostics: unconfigurableProblems(model.block, decodeValue(config, model.valueType)) };
  }

  private upgrade(request: Request<"UpgradeResourceState">): Response<"UpgradeResourceState"> {
    const { valueType } = this.catalog.resource(request.type_name);
    return { upgraded_state: encodeValue(parseState(request.raw_state.json, valueType)) };
  }

  private read(request: Request<"ReadResource">, connection: string): Response<"ReadResource"> {
    const model = this.catalog.resource(request.type_name);
    const current = requireObject(decodeValue(request.current_state, model.valueType), "state");
    return { new_state: encodeValue(this.lifecycle.read(model, this.sessions.of(connection), current)) };
  }

  /** Planning calls no AWS: it works while a region is down, as long as nothing has to be read. */
  private plan(request: Request<"PlanResourceChange">, connection: string): Response<"PlanResourceChange"> {
    const model = this.catalog.resource(request.type_name);
    const session = this.sessions.of(connection);
    const proposed = decodeValue(request.proposed_new_state, model.valueType);
    if (proposed === null) return { planned_state: encodeValue(null) };
    const prior = decodeValue(request.prior_state, model.valueType);
    const config = requireObject(decodeValue(request.config, model.valueType), "configuration");
    const place = this.cloud.place(effectiveRegion(model, session, config));
    const planner = new Planner(model, session, place);
    const planned = planner.plan(config, requireObject(proposed, "proposed state"), prior);
    const replacing = prior === null ? [] : planner.replacing(requireObject(prior, "prior state"), planned);
    const region = effectiveRegion(model, session, planned);
    return {
      planned_state: encodeValue(planned),
      requires_replace: replacing.map((name) => ({ steps: [{ attribute_name: name }] })),
      diagnostics: plannedReferenceProblems(model, planned, region, this.store, this.cloud),
    };
  }

  private apply(
    request: Request<"ApplyResourceChange">,
    connection: string,
  ): Response<"ApplyResourceChange"> {
    const model = this.catalog.resource(request.type_name);
    const session = this.sessions.of(connection);
    const planned = decodeValue(request.planned_state, model.valueType);
    const prior = decodeValue(request.prior_state, model.valueType);
    if (planned === null) {
      this.lifecycle.delete(model, session, requireObject(prior, "prior state"));
      this.onChange();
      return { new_state: encodeValue(null) };
    }
    const wanted = requireObject(planned, "plan");
    const config = requireObject(decodeValue(request.config, model.valueType), "configuration");
    const made =
      prior === null
        ? this.lifecycle.create(model, session, wanted, config)
        : this.lifecycle.update(model, session, requireObject(prior, "prior state"), wanted, config);
    this.onChange();
    return { new_state: encodeValue(made) };
  }

  private import(
    request: Request<"ImportResourceState">,
    connection: string,
  ): Response<"ImportResourceState"> {
    const model = this.catalog.resource(request.type_name);
    const state = this.lifecycle.import(model, this.sessions.of(connection), request.id);
    return { imported_resources: [{ type_name: model.type, state: encodeValue(state) }] };
  }

  private readData(request: Request<"ReadDataSource">, connection: string): Response<"ReadDataSource"> {
    const model = this.catalog.dataSource(request.type_name);
    const config = decodeValue(request.config, model.valueType);
    const state = readDataSource(model, this.sessions.of(connection), config, this.store, this.cloud);
    return { state: encodeValue(state) };
  }

  private openEphemeral(
    request: Request<"OpenEphemeralResource">,
    connection: string,
  ): Response<"OpenEphemeralResource"> {
    const model = this.catalog.ephemeral(request.type_name);
    const config = decodeValue(request.config, model.valueType);
    return { result: encodeValue(this.ephemerals.open(model, this.sessions.of(connection), config)) };
  }
}

function schemasOf({ provider, all }: Catalog): Response<"GetSchema"> {
  const schemas = (models: readonly TypeModel[]) =>
    Object.fromEntries(models.map(({ type, block }) => [type, wireSchema(block)]));
  return {
    provider: wireSchema(provider.block),
    resource_schemas: schemas(all.resources),
    data_source_schemas: schemas(all.dataSources),
    ephemeral_resource_schemas: schemas(all.ephemerals),
    // As the AWS provider says: Terraform asks once a run, and not again for each alias and each phase.
    server_capabilities: { get_provider_schema_optional: true },
  };
}
