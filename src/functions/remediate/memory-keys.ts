import { REMEDIES, type RemedyName } from "./remedy";

/** The key of a remedy's memory in the role table: each site has its own. */
export function memoryKey(system: string, site: string, remedy: RemedyName): string {
  return `${system}#remediation-${site}-${remedy}`;
}

/** The keys of all items that a site's remedies write. */
export function memoryKeys(system: string, site: string): string[] {
  return REMEDIES.map((remedy) => memoryKey(system, site, remedy));
}
