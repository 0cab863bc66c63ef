import type { PerSite } from "../../config/site";

/** What a failover moves, and so a break-glass role may move by hand. */
export interface BreakGlassScope {
  /** The names of the state machines of both sites. */
  readonly machineNames: PerSite<string>;
  /** The keys that encrypt the alert topic of this region and the role table, in either region where they are known. */
  readonly keyArns: readonly string[];
  /**
   * @default - the system has no global database
   */
  readonly database?: {
    readonly globalClusterIdentifier: string;
    readonly clusterIdentifiers: PerSite<string>;
  };
  /**
   * The site's own service.
   *
   * @default - the system has none
   */
  readonly service?: { readonly clusterName: string; readonly serviceName: string };
}
