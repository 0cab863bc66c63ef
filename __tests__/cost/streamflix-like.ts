import type { Site } from "../../src/config/site";
import type { BlocksByType } from "../../src/terraform/configuration";
import { ATLANTIC, byRole, stackOf } from "./support";

const EFS = { throughput_mode: "elastic", lifecycle_policy: [{ transition_to_ia: "AFTER_30_DAYS" }] };

const zones = (site: Site) => byRole(site, 1, 0).replace("? 1 : 0", "? true : false");

const site = (name: Site, more: BlocksByType = {}): BlocksByType => ({
  aws_db_instance: {
    it: {
      instance_class: "db.t3.medium",
      storage_type: "gp3",
      allocated_storage: 100,
      multi_az: zones(name),
      backup_retention_period: 7,
    },
  },
  aws_elasticache_replication_group: {
    it: { node_type: "cache.t3.micro", num_cache_clusters: 2, snapshot_retention_limit: 5 },
  },
  aws_ecs_service: {
    it: {
      name: "s",
      launch_type: "FARGATE",
      desired_count: 1,
      task_definition: "${aws_ecs_task_definition.it.arn}",
    },
  },
  aws_ecs_task_definition: { it: { cpu: 512, memory: 1024 } },
  aws_cloudwatch_log_group: { it: { name: "/ecs/streamflix", retention_in_days: 30 } },
  aws_backup_plan: { it: { rule: [{ lifecycle: { delete_after: 97, cold_storage_after: 7 } }] } },
  aws_backup_selection: { it: { plan_id: "${aws_backup_plan.it.id}", resources: ["arn:of:files"] } },
  ...more,
});

/** Both stacks of a system like streamflix, as far as sizes and choices matter: 1,000 GB are expected. */
export const STACKS = {
  system: "streamflix",
  configurations: {
    primary: stackOf(
      "eu-west-2",
      site("primary", {
        aws_efs_file_system: {
          here: { ...EFS, "//": { expected_gigabytes: 1000 } },
          there: { ...EFS, provider: "aws.dr", "//": { expected_gigabytes: 1000 } },
        },
      }),
      ATLANTIC,
    ),
    dr: stackOf("us-east-1", site("dr"), ATLANTIC),
  },
};
