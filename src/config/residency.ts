/** The area that a system's data must not leave. */
export interface Residency {
  /** For example `the European Union`. */
  readonly area: string;
  /** The regions that lie in it, and their names. */
  readonly regions: Readonly<Record<string, string>>;
}

/**
 * The European Union. Source: AWS General Reference, "AWS Regions", read 2026-11; Milan and Spain must be enabled in the
 * account before they can be used.
 *
 * Left out: London (eu-west-2) and Zurich (eu-central-2) lie in third countries. Adequacy decisions let personal data go there
 * (United Kingdom until 27 December 2031, renewed 2025-12; Switzerland by 2000/518/EC), but GDPR chapter V applies, and a
 * decision can be withdrawn. The European Sovereign Cloud (eusc-de-east-1) is a partition with accounts and ARNs of its own.
 */
export const EUROPEAN_UNION: Residency = {
  area: "the European Union",
  regions: {
    "eu-central-1": "Frankfurt",
    "eu-north-1": "Stockholm",
    "eu-south-1": "Milan",
    "eu-south-2": "Spain",
    "eu-west-1": "Ireland",
    "eu-west-3": "Paris",
  },
};
