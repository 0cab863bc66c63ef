/** Where a stack lives. A site never changes; which site serves is its role, and that is runtime data. */
export type Site = "primary" | "dr";

/** Both sites, in the order in which they are deployed. */
export const SITES: readonly Site[] = ["primary", "dr"];

/** The one that is not this one. */
export function otherSite(site: Site): Site {
  return site === "primary" ? "dr" : "primary";
}

/** One value for each site. */
export type PerSite<T> = Readonly<Record<Site, T>>;
