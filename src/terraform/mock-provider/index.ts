import { Catalog, type ServedTypes } from "./catalog";
import { PluginServer } from "./server/grpc";
import { ProviderService } from "./server/service";
import { Cloud } from "./server/session";
import { Saver } from "./store/saver";
import { Store } from "./store/store";

export type { ServedTypes } from "./catalog";
export { UnknownTypeError } from "./schema/location";
export { GLOBAL, Store, type StoredResource } from "./store/store";
export { typesInUse } from "./types-in-use";

/** Where Terraform and OpenTofu look for the provider that a stack calls `hashicorp/aws`. */
const PROVIDER_ADDRESSES = ["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"];

const PROTOCOL_VERSION = 5;

export interface MockProviderOptions {
  /** The account of the pretended credentials: 12 digits. */
  account: string;
  /** Types that the stacks use, as {@link typesInUse} finds them. */
  types: ServedTypes;
  /** Regions whose APIs time out; IAM, Route 53 and CloudFront count as us-east-1. None by default. */
  regionsDown?: readonly string[];
  /** JSON file that the store is read from, and written to within a second of a change. By default it lives in memory. */
  storeFile?: string;
}

/**
 * A stand-in for the AWS provider, in this process: real Terraform plans and applies against it without a network.
 * Terraform must run as an asynchronous child process, or the two wait for each other for ever.
 */
export class MockProvider {
  private constructor(
    private readonly server: PluginServer,
    private readonly cloud: Cloud,
    private readonly saver: Saver,
    /** The pretended account: what exists, to be looked at and changed from outside Terraform. */
    readonly store: Store,
  ) {}

  /** @throws UnknownTypeError when the pinned bindings lack one of the types */
  static async start(options: MockProviderOptions): Promise<MockProvider> {
    const { account, types, regionsDown = [], storeFile } = options;
    if (!/^\d{12}$/.test(account)) throw new Error(`An AWS account has 12 digits, not "${account}"`);
    const store = new Store();
    if (storeFile !== undefined) store.load(storeFile);
    const saver = new Saver(() => {
      if (storeFile !== undefined) store.save(storeFile);
    });
    const cloud = new Cloud(account, new Set(regionsDown));
    const service = new ProviderService(new Catalog(types), store, cloud, () => saver.saveSoon());
    return new MockProvider(await PluginServer.start(service.handlers()), cloud, saver, store);
  }

  /** Environment variables that make Terraform use this provider. */
  get variables(): Readonly<Record<string, string>> {
    return {
      TF_REATTACH_PROVIDERS: this.reattach,
      // Terraform's own garbage collection takes a quarter of its time: a short run can do with less of it.
      GOGC: process.env.GOGC ?? "400",
    };
  }

  /** The value of `TF_REATTACH_PROVIDERS` that makes Terraform use this provider instead of installing one. */
  get reattach(): string {
    const address = {
      Protocol: "grpc",
      ProtocolVersion: PROTOCOL_VERSION,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "tcp", String: `127.0.0.1:${this.server.port}` },
    };
    return JSON.stringify(Object.fromEntries(PROVIDER_ADDRESSES.map((name) => [name, address])));
  }

  /** Cuts regions off, or brings them back with an empty list. */
  setRegionsDown(regions: readonly string[]): void {
    this.cloud.setRegionsDown(regions);
  }

  stop(): void {
    this.server.stop();
    this.saver.finish();
  }
}
