import type { Rule } from "./rule";

/** Design rule 6: each site keeps its state in its own region, locked twice and encrypted. */
export const stateBackendRule: Rule = {
  id: "state-backend",
  title: "The state is in the site's own region, encrypted and locked in DynamoDB and by a lock file",
  check({ system, site, regions, configuration }) {
    const backends = configuration.terraform?.backend ?? {};
    const s3 = backends.s3;
    if (!s3) return [`the backend is ${Object.keys(backends)[0] ?? "none"}: it must be s3`];
    const key = String(s3.key);
    const problems: [boolean, string][] = [
      [
        s3.region === regions[site],
        `the state bucket must be in ${regions[site]}, not in ${String(s3.region)}`,
      ],
      [typeof s3.bucket === "string", "the state bucket has no name"],
      [typeof s3.dynamodb_table === "string", "the lock table (dynamodb_table) is missing"],
      [s3.use_lockfile === true, "use_lockfile must be true"],
      [
        s3.encrypt === true && typeof s3.kms_key_id === "string",
        "the state must be encrypted with the site's key",
      ],
      [
        // Three parts: without the environment's name, two environments would share one state.
        /^[^/]+\/[^/]+\/[^/]+$/.test(key) && key.startsWith(`${system}/`) && key.endsWith(`/${site}.tfstate`),
        `the key ${key} must be ${system}/<environment>/${site}.tfstate`,
      ],
    ];
    return problems.filter(([holds]) => !holds).map(([, problem]) => problem);
  },
};
