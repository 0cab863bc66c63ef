import type { Site } from "../config/site";

/** Why something has no price. */
export class NotPriced extends Error {
  override readonly name = "NotPriced";
}

/** What `SiteRole` writes: one value while a site is the active one, another one while it is not. */
const ROLE = /^\$\{\([^()?]+ == "(primary|dr)"\) \? ([^?:]+) : ([^?:]+)\}$/;

/**
 * The number that an argument has while a site is active. It may be a text, as Terraform takes those too.
 *
 * @throws NotPriced for an expression that does not follow the role alone.
 */
export function numberOf(value: unknown, activeSite: Site): number {
  const chosen = choose(value, activeSite);
  const number = typeof chosen === "string" && chosen.trim() ? Number(chosen) : chosen;
  if (typeof number !== "number" || Number.isNaN(number)) {
    throw new NotPriced(`${JSON.stringify(value)} is known only to Terraform`);
  }
  return number;
}

/**
 * Whether an argument is true while a site is active.
 *
 * @throws NotPriced for an expression that does not follow the role alone.
 */
export function flagOf(value: unknown, activeSite: Site): boolean {
  const chosen = String(choose(value, activeSite));
  if (chosen !== "true" && chosen !== "false") {
    throw new NotPriced(`${JSON.stringify(value)} is known only to Terraform`);
  }
  return chosen === "true";
}

function choose(value: unknown, activeSite: Site): unknown {
  const [, site, active, standby] = typeof value === "string" ? (ROLE.exec(value) ?? []) : [];
  if (site === undefined) return value;
  const chosen = (site === activeSite ? active : standby) ?? "";
  return chosen.trim().replace(/^"(.*)"$/, "$1");
}
