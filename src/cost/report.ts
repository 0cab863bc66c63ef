import type { PerSite } from "../config/site";
import type { Price } from "./price";
import type { Area } from "./rule";

/** One value in normal operation, another one after a failover, while the DR site serves. */
export interface PerSituation<T> {
  readonly normal: T;
  readonly drActive: T;
}

/** So much of something that one resource uses, and what it costs in a month, in US dollars. */
export interface CostLine {
  readonly area: Area;
  readonly stack: string;
  readonly address: string;
  readonly price: Price;
  readonly quantity: PerSituation<number>;
  readonly usd: PerSituation<number>;
}

/** What one site costs in a month. */
export interface SiteCost {
  readonly region: string;
  readonly lines: readonly CostLine[];
  /** Areas with any cost, in the order in which they are shown. */
  readonly areas: readonly { readonly area: Area; readonly usd: PerSituation<number> }[];
  readonly usd: PerSituation<number>;
}

/** What keeps the cost low, and how much in a month, in US dollars. */
export interface Measure {
  readonly measure: string;
  /** What it is compared with. */
  readonly instead: string;
  readonly savesUsd: number;
}

/** What would lower the cost further, and is left to whoever pays. */
export interface Option {
  readonly option: string;
  /** What one gives for it. */
  readonly price: string;
  /** In a month, in US dollars. */
  readonly savesUsd: number;
}

/** A resource whose cost is not in the totals. */
export interface NotPricedResource {
  readonly stack: string;
  readonly address: string;
  readonly reason: string;
}

/** What a system costs in a month, by site. */
export interface SystemCost {
  readonly system: string;
  readonly sites: PerSite<SiteCost>;
  readonly usd: PerSituation<number>;
  readonly measures: readonly Measure[];
  readonly notPriced: readonly NotPricedResource[];
  /** How many resources of which types cost nothing, and why. */
  readonly free: readonly { readonly type: string; readonly resources: number; readonly reason: string }[];
}
