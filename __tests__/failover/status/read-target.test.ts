import type { PerSite } from "../../../src/config/site";
import { readTarget } from "../../../src/failover/status/read-target";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { buildSystem, destroyableEnvironment } from "../../support/synthesis";
import { plan, primaryPlan } from "../plans";
import { TARGET } from "./world";

const plans = { primary: primaryPlan(), dr: plan() };

function target(...[given]: Parameters<typeof destroyableEnvironment>) {
  const environment = destroyableEnvironment(given);
  const { configuration: configurations } = buildSystem(environment);
  return readTarget({ environment, configurations, plans });
}

describe("readTarget", () => {
  const full = target();

  it("finds every name of payments in what is synthesized", () => {
    const withoutAlarms = (from: typeof TARGET) => ({
      ...from,
      sites: {
        primary: { ...from.sites.primary, alarms: [] },
        dr: { ...from.sites.dr, alarms: [] },
      },
    });

    expect(withoutAlarms(full)).toEqual(withoutAlarms(TARGET));
  });

  it("finds the alarms of a region, whichever stack made them", () => {
    const { primary, dr } = full.sites;

    expect(primary.alarms).toEqual(
      expect.arrayContaining(["payments-database-lag-critical-dev", "payments-site-impaired-dev"]),
    );
    expect(dr.alarms).toEqual(
      expect.arrayContaining(["payments-traffic-at-dr-dr-dev", "payments-site-impaired-dr-dev"]),
    );
    expect(primary.alarms.filter((name) => dr.alarms.includes(name))).toEqual([]);
  });

  it("finds no names without a domain", () => {
    expect(target({ domain: undefined })).toMatchObject({ names: undefined, switchParameter: undefined });
  });

  it("finds instances of RDS, file systems of both sites in the primary stack, and members of a datastore", () => {
    const multiAz = (site: string, active: boolean, standby: boolean) =>
      `\${(data.aws_ssm_parameter.active.insecure_value == "${site}") ? ${active} : ${standby}}`;
    const providers = { aws: [{ region: "us-east-1" }, { alias: "dr", region: "us-east-2" }] };
    const configurations: PerSite<TerraformConfiguration> = {
      primary: {
        provider: providers,
        resource: {
          aws_db_instance: {
            database: { identifier: "films-rds-dev", multi_az: multiAz("primary", true, false) },
          },
          aws_efs_file_system: {
            files: { creation_token: "films-files-dev" },
            "dr-files": { creation_token: "films-files-dr-dev", provider: "aws.dr" },
          },
          aws_elasticache_replication_group: { cache: { replication_group_id: "films-cache-dev" } },
          aws_elasticache_global_replication_group: { datastore: {} },
        },
      },
      dr: {
        resource: {
          aws_db_instance: { database: { identifier: "films-rds-dr-dev", multi_az: false } },
          aws_elasticache_replication_group: { cache: { replication_group_id: "films-cache-dr-dev" } },
        },
      },
    };
    const { sites } = readTarget({ environment: destroyableEnvironment(), configurations, plans });

    expect(sites.primary).toMatchObject({
      database: { kind: "rds", identifier: "films-rds-dev", isMultiAz: true },
      fileSystem: "films-files-dev",
      cache: "films-cache-dev",
    });
    expect(sites.dr).toMatchObject({
      database: { kind: "rds", identifier: "films-rds-dr-dev", isMultiAz: false },
      fileSystem: "films-files-dr-dev",
      cache: "films-cache-dr-dev",
    });
    const { aws_elasticache_global_replication_group: _none, ...alone } =
      configurations.primary.resource ?? {};
    const apart = { ...configurations, primary: { ...configurations.primary, resource: alone } };
    expect(
      readTarget({ environment: destroyableEnvironment(), configurations: apart, plans }).sites,
    ).toMatchObject({
      primary: { cache: undefined },
      dr: { cache: undefined },
    });
  });
});
