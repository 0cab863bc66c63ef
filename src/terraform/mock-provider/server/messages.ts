import type { DynamicValue } from "../values/cty";

/** The messages of `tfplugin5.proto` as gRPC hands them over; absent messages are null, absent bytes empty. */
export interface AttributePath {
  steps: ({ attribute_name: string } | { element_key_int: number })[];
}

export interface Diagnostic {
  severity: "ERROR" | "WARNING";
  summary: string;
  detail: string;
  attribute?: AttributePath;
}

interface Diagnosed {
  diagnostics?: Diagnostic[];
}

interface Typed {
  type_name: string;
}

export interface WireSchema {
  version: number;
  block: WireBlock;
}

export interface WireBlock {
  version: number;
  attributes: {
    name: string;
    type: Uint8Array;
    required: boolean;
    optional: boolean;
    computed: boolean;
    sensitive: boolean;
    write_only: boolean;
  }[];
  block_types: {
    type_name: string;
    block: WireBlock;
    nesting: "SINGLE" | "LIST" | "SET";
    min_items: number;
    max_items: number;
  }[];
}

/** Request and response of each call of the protocol. */
export interface Calls {
  GetMetadata: {
    request: object;
    response: {
      resources: Typed[];
      data_sources: Typed[];
      ephemeral_resources: Typed[];
      server_capabilities: object;
    };
  };
  GetSchema: {
    request: object;
    response: Diagnosed & {
      provider: WireSchema;
      resource_schemas: Record<string, WireSchema>;
      data_source_schemas: Record<string, WireSchema>;
      ephemeral_resource_schemas: Record<string, WireSchema>;
      server_capabilities: object;
    };
  };
  PrepareProviderConfig: {
    request: { config: DynamicValue };
    response: Diagnosed & { prepared_config: DynamicValue };
  };
  Configure: { request: { config: DynamicValue }; response: Diagnosed };
  Stop: { request: object; response: object };
  ValidateResourceTypeConfig: { request: Typed & { config: DynamicValue }; response: Diagnosed };
  ValidateDataSourceConfig: { request: Typed & { config: DynamicValue }; response: Diagnosed };
  ValidateEphemeralResourceConfig: { request: Typed & { config: DynamicValue }; response: Diagnosed };
  UpgradeResourceState: {
    request: Typed & { raw_state: { json: Uint8Array } };
    response: Diagnosed & { upgraded_state?: DynamicValue };
  };
  ReadResource: {
    request: Typed & { current_state: DynamicValue };
    response: Diagnosed & { new_state?: DynamicValue };
  };
  PlanResourceChange: {
    request: Typed & { prior_state: DynamicValue; proposed_new_state: DynamicValue; config: DynamicValue };
    response: Diagnosed & { planned_state?: DynamicValue; requires_replace?: AttributePath[] };
  };
  ApplyResourceChange: {
    request: Typed & { prior_state: DynamicValue; planned_state: DynamicValue; config: DynamicValue };
    response: Diagnosed & { new_state?: DynamicValue };
  };
  ImportResourceState: {
    request: Typed & { id: string };
    response: Diagnosed & { imported_resources?: (Typed & { state: DynamicValue })[] };
  };
  ReadDataSource: {
    request: Typed & { config: DynamicValue };
    response: Diagnosed & { state?: DynamicValue };
  };
  OpenEphemeralResource: {
    request: Typed & { config: DynamicValue };
    response: Diagnosed & { result?: DynamicValue };
  };
  RenewEphemeralResource: { request: Typed; response: Diagnosed };
  CloseEphemeralResource: { request: Typed; response: Diagnosed };
  GetFunctions: { request: object; response: object };
}

/** One handler per call; `connection` tells the provider's aliases apart, as each opens one of its own. */
export type Handlers = {
  [Call in keyof Calls]: (request: Calls[Call]["request"], connection: string) => Calls[Call]["response"];
};
