import type { Site } from "../config/site";
import type { AddressedBlock, Block } from "../terraform/configuration";
import type { Tariff } from "./price";
import type { Usage } from "./usage";

/** What costs are gathered under, in the order in which they are shown. */
export const AREAS = [
  "compute",
  "database",
  "cache",
  "network",
  "storage",
  "streaming",
  "functions",
  "observability",
  "security",
  "dns",
] as const;

/** One of the areas. */
export type Area = (typeof AREAS)[number];

/** So much of something, in a month. */
export interface Quantity {
  readonly price: Tariff;
  readonly quantity: number;
  /**
   * @default - the resource's own site
   */
  readonly site?: Site;
}

/** What a pricing rule is shown: one resource, and what is around it. */
export interface Priced {
  readonly type: string;
  readonly address: string;
  readonly block: Block;
  /** Where it is. */
  readonly site: Site;
  /** What its site does in the situation that is priced. */
  readonly role: "active" | "standby";
  readonly usage: Usage;
  /**
   * The number that an argument has in this situation.
   *
   * @throws NotPriced where only Terraform knows.
   */
  number(value: unknown): number;
  /**
   * Whether an argument is true in this situation.
   *
   * @throws NotPriced where only Terraform knows.
   */
  flag(value: unknown): boolean;
  /** The resource of the same stack that a text such as `${aws_ecs_cluster.service.id}` refers to. */
  referred(value: unknown): AddressedBlock | undefined;
  /** The resources of a type in the same stack and region. */
  neighbours(type: string): readonly AddressedBlock[];
  /** The resources of a type in the other stack. */
  elsewhere(type: string): readonly AddressedBlock[];
  /** The site in a region; undefined for a region of neither. */
  siteIn(region: unknown): Site | undefined;
}

/**
 * How much of what a resource uses in a month.
 *
 * @throws NotPriced where the table has no price.
 */
export type PricingRule = (resource: Priced) => Quantity[];

/** The rules of one area, by resource type. */
export type PricingRules = Readonly<Record<string, PricingRule>>;

/** The blocks of one kind in a block: Terraform JSON has one object for one, a list for several. */
export function blocksOf(value: unknown): readonly Block[] {
  if (Array.isArray(value)) return value as readonly Block[];
  return typeof value === "object" && value !== null ? [value as Block] : [];
}
