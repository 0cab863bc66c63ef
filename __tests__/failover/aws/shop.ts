import type { PerSite, Site } from "../../../src/config/site";
import { otherSite } from "../../../src/config/site";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { packPlan } from "../../../src/failover/plan/pack";
import { composed, scopeOf, type Database } from "../machine/machines";
import { fileSystems } from "./file-systems";
import { blueprintOf, instance } from "./replica-instance";

const ROLE = {
  primary: "aws_ssm_parameter.active-site",
  dr: "data.aws_ssm_parameter.active-site",
};

/** The stacks of a small shop, as far as its failover goes, for the machines of `composed()`. */
export const shop: PerSite<TerraformConfiguration> = {
  primary: configurationOf("primary", "aurora"),
  dr: configurationOf("dr", "aurora"),
};

/** The same with an instance of PostgreSQL and its replica. */
export const replicaShop: PerSite<TerraformConfiguration> = {
  primary: configurationOf("primary", "replica"),
  dr: configurationOf("dr", "replica"),
};

/** The same with a file system beside it, and its copy. */
export const mediaShop: PerSite<TerraformConfiguration> = {
  primary: configurationOf("primary", "media"),
  dr: configurationOf("dr", "media"),
};

/** The stacks of a shop, by what it stores in. */
export const SHOPS: Readonly<Record<Database, PerSite<TerraformConfiguration>>> = {
  aurora: shop,
  replica: replicaShop,
  media: mediaShop,
};

function configurationOf(site: Site, database: Database): TerraformConfiguration {
  const { region, account, otherRegion, system, suffix, roleTable, otherSiteArn, probeArn } = scopeOf(site);
  const end = site === "dr" ? "dr-test" : "test";
  const otherEnd = site === "dr" ? "test" : "dr-test";
  const byRole = (active: number | boolean, standby: number | boolean) =>
    `\${(${ROLE[site]}.insecure_value == "${site}") ? ${active} : ${standby}}`;
  const mirror = `/standby/${system}/${suffix}/active-site`;
  const dr = site === "primary" ? { provider: "aws.dr" } : {};
  const owned = {
    ...(database === "aurora" && {
      aws_rds_global_cluster: {
        database: { global_cluster_identifier: "shop-database-global-test" },
      },
    }),
    aws_dynamodb_table: {
      roles: { ...dr, name: roleTable, hash_key: "system", replica: [{ region_name: "us-east-1" }] },
    },
    aws_dynamodb_table_item: {
      record: {
        ...dr,
        table_name: "${aws_dynamodb_table.roles.name}",
        hash_key: "${aws_dynamodb_table.roles.hash_key}",
        item: JSON.stringify({
          system: { S: system },
          active_site: { S: "primary" },
          traffic_site: { S: "primary" },
          epoch: { N: "1" },
        }),
        lifecycle: { ignore_changes: ["item"] },
      },
    },
    aws_ssm_parameter: {
      "active-site": { ...dr, name: mirror, type: "String", insecure_value: "primary" },
    },
  };
  return {
    provider: {
      aws: [
        { region, allowed_account_ids: [account] },
        { alias: "dr", region: "us-east-2", allowed_account_ids: [account] },
      ],
    },
    resource: {
      ...(site === "primary" && owned),
      ...(site === "primary" && database === "media" && fileSystems(byRole)),
      ...(database === "aurora" ? aurora(site, byRole(1, 0.5)) : instance(site, byRole(true, false))),
      aws_ecs_cluster: { cluster: { name: `shop-${end}` } },
      aws_ecs_service: {
        service: {
          name: `shop-service-${end}`,
          cluster: "${aws_ecs_cluster.cluster.arn}",
          desired_count: byRole(4, 2),
          load_balancer: [{ target_group_arn: "${aws_lb_target_group.targets.arn}" }],
        },
      },
      aws_appautoscaling_target: {
        scaling: {
          resource_id: `service/shop-${end}/shop-service-${end}`,
          scalable_dimension: "ecs:service:DesiredCount",
          service_namespace: "ecs",
          min_capacity: byRole(4, 2),
          max_capacity: 10,
        },
      },
      aws_lb_target_group: {
        targets: { name: `shop-service-${end}`, health_check: { interval: 10, healthy_threshold: 2 } },
      },
      aws_sns_topic: { alerts: { name: `shop-alerts-${end}` } },
      aws_sfn_state_machine: {
        failover: {
          name: `shop-failover-${end}`,
          definition: JSON.stringify(composed(site, database).definition),
          "//": { plan: packPlan(composed(site, database).plan) },
        },
      },
      aws_lambda_function: {
        "other-site": {
          function_name: otherSiteArn.split(":").at(-1),
          timeout: 20,
          environment: {
            variables: {
              SYSTEM: system,
              ENVIRONMENT_SUFFIX: suffix,
              SITE: site,
              OTHER_REGION: otherRegion,
              CLUSTER_NAME: `shop-${otherEnd}`,
              SERVICE_NAME: `shop-service-${otherEnd}`,
              ...(database === "aurora"
                ? {
                    GLOBAL_CLUSTER: "shop-database-global-test",
                    OWN_DATABASE_ARN: `arn:aws:rds:${region}:${account}:cluster:shop-database-${end}`,
                  }
                : { REPLICA_BLUEPRINT: JSON.stringify(blueprintOf(site)) }),
              OTHER_MACHINE_ARN: scopeOf(otherSite(site)).machineArn,
              ROLE_TABLE: roleTable,
              ROLE_REGION: "us-east-2",
              ...(site === "primary" && { MIRROR_PARAMETER: mirror }),
            },
          },
        },
        "probe-site": {
          function_name: probeArn?.split(":").at(-1),
          timeout: 80,
          environment: { variables: { SITE: site } },
        },
      },
    },
  };
}

function aurora(site: Site, minimumCapacity: string) {
  const end = site === "dr" ? "dr-test" : "test";
  return {
    aws_rds_cluster: {
      database: {
        cluster_identifier: `shop-database-${end}`,
        global_cluster_identifier:
          site === "primary"
            ? "${aws_rds_global_cluster.database.global_cluster_identifier}"
            : "shop-database-global-test",
        engine_version: "16.8",
        serverlessv2_scaling_configuration: { min_capacity: minimumCapacity, max_capacity: 8 },
      },
    },
  };
}
