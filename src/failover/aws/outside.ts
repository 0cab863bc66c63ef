import type { ResourceStore, StoredValue } from "./store";

/*
 * What changes resources beside the failover's state machines: an upgrade, a rotation, scaling. A drill suspends scaling and a
 * detachment leaves the global database by calls that the model answers.
 */

/**
 * A new engine version of a global database: RDS upgrades the members with it (Aurora User Guide, upgrading a global database,
 * read 2026-11). Read back are `engine_version` and `engine_version_actual` of all of them (provider, internal/service/rds,
 * read 2026-11).
 */
export function upgradeGlobalDatabase(store: ResourceStore, identifier: string, version: string): void {
  const upgraded = { engine_version: version, engine_version_actual: version };
  const named = ({ attributes }: StoredValue) => attributes["global_cluster_identifier"] === identifier;
  for (const type of ["aws_rds_global_cluster", "aws_rds_cluster"]) {
    for (const cluster of store.find(type).filter(named)) store.write(cluster, upgraded);
  }
}

/**
 * A rotation: another version is the current one, and the one that Terraform has made keeps its other labels (Secrets Manager
 * User Guide, rotation, read 2026-11). Read back is `version_stages` (provider, internal/service/secretsmanager, read 2026-11).
 */
export function rotateSecret(store: ResourceStore, version: StoredValue): void {
  const stages = (version.attributes["version_stages"] ?? []) as readonly string[];
  const version_id = "00000000-0000-4000-8000-000000000002";
  const id = `${String(version.attributes["secret_id"])}|${version_id}`;
  store.add(version, id, { id, version_id, version_stages: [CURRENT] });
  store.write(version, { version_stages: stages.map((stage) => (stage === CURRENT ? PREVIOUS : stage)) });
}

const CURRENT = "AWSCURRENT";
const PREVIOUS = "AWSPREVIOUS";

/**
 * Target tracking has followed the load: the service wants other tasks than at first (Application Auto Scaling user guide, read
 * 2026-11).
 */
export function scaleByLoad(store: ResourceStore, service: StoredValue, by: number): void {
  store.write(service, { desired_count: Number(service.attributes["desired_count"]) + by });
}
