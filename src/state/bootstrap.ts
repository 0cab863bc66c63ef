import type { DeploymentRole } from "../config/deployment-role";
import { SITES, type PerSite } from "../config/site";
import { setUpBucket, type OwnedBucket } from "./bucket";
import * as settings from "./bucket-settings";
import { awsClients, readsOnly, type BackendClients, type SiteClients } from "./clients";
import { Stopped } from "./errors";
import { identityProblem } from "./identity";
import { setUpKey } from "./key";
import { lifecycleRules } from "./lifecycle";
import { stateLocation, stateNameProblems, type Site, type StateScope } from "./locations";
import { setUpLockTable } from "./lock-table";
import { bucketStatements } from "./policy";
import { setUpReplication } from "./replication";
import type { BootstrapReport } from "./report";
import { Run, type Resource, type RunOptions } from "./run";
import { describeTags } from "./tags";

/** How the bootstrap behaves. */
export interface BootstrapOptions extends RunOptions {
  /** Whether the lock tables get deletion protection. */
  readonly protect: boolean;
  /** Tags of every resource. Others that are there stay. */
  readonly tags: Readonly<Record<string, string>>;
  /** The role of the account that is taken first. Default: the credentials as they are. */
  readonly role?: DeploymentRole | undefined;
  /** Default: clients with the SDK's own configuration. */
  readonly clients?: BackendClients | undefined;
}

/** What the replication needs to know of a site. */
interface SiteResult {
  readonly bucket: Resource<OwnedBucket>;
  readonly keyArn: string | undefined;
}

/**
 * Makes or repairs the state backend of a system in both regions: key, bucket, lock table, and the replication of the
 * primary's state into the DR site's bucket. Each setting is read first, and only what differs is changed, so that a
 * second run changes nothing. Both regions are worked on at the same time, and neither one's errors hide the other's result.
 *
 * Does not throw for what AWS or the scope gets wrong: that is in the report's problems.
 */
export async function bootstrap(scope: StateScope, options: BootstrapOptions): Promise<BootstrapReport> {
  const whole = new Run(options);
  const sites: PerSite<Run> = { primary: new Run(options), dr: new Run(options) };
  const runs = [whole, sites.primary, sites.dr];
  const replication = new Run(options);
  const clients = options.clients ?? awsClients(scope.regions, process.env, options.role);
  const release = options.dryRun ? readsOnly(clients) : () => undefined;
  let stopped = false;
  try {
    if (await mayStart(whole, clients, scope)) {
      const results = await Promise.allSettled(
        SITES.map((site) => setUpSite(sites[site], clients.sites[site], scope, site, options)),
      );
      const [primary, dr] = results.map(unlessRejected);
      await replicate(replication, clients, scope, options, { primary, dr });
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    stopped = true;
  } finally {
    release();
  }
  const { system, environment } = scope;
  const all = [...runs, replication];
  const entries = all.flatMap((run) => run.entries);
  const problems = all.flatMap((run) => run.problems);
  return { system, environment, dryRun: options.dryRun, stopped, entries, problems };
}

/** The names fit, and the credentials are those of the environment's account. */
async function mayStart(run: Run, clients: BackendClients, scope: StateScope): Promise<boolean> {
  const names = stateNameProblems(scope);
  for (const message of names) run.fail({ message });
  if (names.length > 0) return false;
  const message = await identityProblem(clients, scope);
  if (message !== undefined) run.fail({ message });
  return message === undefined;
}

async function setUpSite(
  run: Run,
  clients: SiteClients,
  scope: StateScope,
  site: Site,
  { protect, tags }: BootstrapOptions,
): Promise<SiteResult | undefined> {
  const { region, bucket: name, lockTable, keyAlias } = stateLocation(scope, site);
  const { s3, kms, dynamodb } = clients;
  const owned: OwnedBucket = { Bucket: name, ExpectedBucketOwner: scope.account };
  const bucket = await setUpBucket(run, s3, region, owned);
  const key = await setUpKey(run, kms, {
    region,
    alias: keyAlias,
    account: scope.account,
    description: `Terraform state of ${scope.system}-${site}`,
    tags,
    keyInUse: async () => (bucket?.state === "found" ? settings.defaultKeyArn(s3, owned) : undefined),
  });
  if (!key) {
    run.fail({
      region,
      message: "the settings of bucket and lock table were not looked at: they need the key",
    });
    return undefined;
  }
  const keyArn = key.value?.arn;
  if (bucket) await setUpBucketSettings(run, clients, scope, site, { bucket, keyArn, tags });
  await setUpLockTable(run, dynamodb, { region, name: lockTable, keyArn, protect, tags });
  return bucket && { bucket, keyArn };
}

async function setUpBucketSettings(
  run: Run,
  { s3 }: SiteClients,
  scope: StateScope,
  site: Site,
  { bucket, keyArn, tags }: SiteResult & Pick<BootstrapOptions, "tags">,
): Promise<void> {
  const owned: OwnedBucket = { Bucket: bucket.target.name, ExpectedBucketOwner: scope.account };
  const statements = bucketStatements(scope, site);
  const policy = site === "dr" ? "TLS only, replica read-only" : "TLS only";
  const rules = lifecycleRules(scope, site);
  await run.setting(bucket, "public access block", "on", () => settings.inspectPublicAccessBlock(s3, owned));
  await run.setting(bucket, "object ownership", "BucketOwnerEnforced", () =>
    settings.inspectOwnership(s3, owned),
  );
  await run.setting(bucket, "versioning", "Enabled", () => settings.inspectVersioning(s3, owned));
  await run.setting(bucket, "default encryption", "aws:kms with the site's key, bucket key on", () =>
    settings.inspectEncryption(s3, owned, keyArn),
  );
  await run.setting(bucket, "bucket policy", policy, () => settings.inspectPolicy(s3, owned, statements));
  await run.setting(bucket, "lifecycle", rules.map(({ ID }) => ID).join(", "), () =>
    settings.inspectLifecycle(s3, owned, rules),
  );
  await run.setting(bucket, "tags", describeTags(tags), () => settings.inspectBucketTags(s3, owned, tags));
}

async function replicate(
  run: Run,
  clients: BackendClients,
  scope: StateScope,
  { tags }: BootstrapOptions,
  { primary, dr }: { primary: SiteResult | undefined; dr: SiteResult | undefined },
): Promise<void> {
  if (!primary || !dr) {
    return run.fail({
      message:
        "the replication of the primary's state was not looked at: it needs bucket and key of both regions",
    });
  }
  const keyArns = { primary: primary.keyArn, dr: dr.keyArn };
  await setUpReplication(run, clients.iam, clients.sites.primary.s3, {
    scope,
    tags,
    keyArns,
    source: primary.bucket,
  });
}

function unlessRejected<T>(result: PromiseSettledResult<T>): T {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
