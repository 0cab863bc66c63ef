import { ofType, type FirstEstimate } from "../comparison";
import { AFTER, BEFORE } from "./mediadb-designs";

const LEFT_OUT = "the estimate knows one region only";

/** What mediadb was thought to cost once it is improved, and what that left out. */
export const MEDIADB_ESTIMATE: FirstEstimate = {
  source: "MD-CST-01 to MD-CST-03, with what MD-CST-04 finds missing",
  totals: { primary: "302 to 337", dr: "left out", both: "302 to 337" },
  designs: [BEFORE, AFTER],
  items: [
    {
      item: "Transfer between zones",
      takes: ({ price }) => price.item === "Transfer between zones",
      figures: { primary: { why: "two zones" }, dr: { why: "little in standby" } },
    },
    {
      item: "Transfer between the regions",
      takes: ({ price }) => price.item.startsWith("Transfer between "),
      figures: {
        primary: { why: "whoever sends pays: mostly full copies of the database's backups" },
        dr: { why: "copies of its own backups, back to the primary region" },
      },
    },
    {
      item: "Transfer to the internet",
      takes: ({ price }) => price.item === "Transfer to the internet",
      figures: { primary: { why: "what viewers get" }, dr: { why: "answers to probes" } },
    },
    {
      item: "Database",
      takes: ofType("aws_rds_"),
      figures: {
        primary: {
          usd: "90",
          why: "writer and reader with 1.5 units each on average, not one with 2; storage, I/O and backups are added",
        },
        dr: { why: `${LEFT_OUT}; two instances at their least, and every replicated write` },
      },
    },
    {
      item: "Cache",
      takes: ofType("aws_elasticache_"),
      figures: {
        primary: { usd: "100", why: "two nodes at Frankfurt's price" },
        dr: { why: "a cache that is there when the site takes over; sessions do not follow" },
      },
    },
    {
      item: "Tasks",
      takes: ofType("aws_ecs_service"),
      figures: {
        primary: { usd: "35 to 70", why: "two tasks on demand; Spot above them" },
        dr: { why: "one warm task" },
      },
    },
    {
      item: "Files",
      takes: ofType("aws_efs_"),
      figures: {
        primary: { usd: "1.50", why: "100 GB instead of 10; what is read and written is charged as well" },
        dr: { why: "the copy" },
      },
    },
    {
      item: "Stream and its archive",
      takes: ({ area }) => area === "streaming",
      figures: {
        primary: { usd: "50", why: "two shards, kept for a week; Firehose and shard metrics are added" },
        dr: { why: "the same shards, ready" },
      },
    },
    {
      item: "API",
      takes: ofType("aws_api_gateway_"),
      figures: {
        primary: { usd: "3.50", why: "10 million requests instead of one; metrics and traces are added" },
        dr: { why: "the same API, nearly unused" },
      },
    },
    {
      item: "Endpoints",
      takes: ofType("aws_vpc_endpoint"),
      figures: {
        primary: { usd: "22", why: "every service that tasks and functions call, in each zone" },
        dr: { why: "the same, but what reads the role" },
      },
    },
    {
      item: "Load balancer",
      takes: ofType("aws_lb"),
      figures: { primary: { why: "the API reaches the tasks through it" }, dr: { why: "the same" } },
    },
    {
      item: "Backups and restore tests",
      takes: ofType("aws_backup_"),
      figures: {
        primary: { why: "30 days of daily backups, the other region's copies, a test a week" },
        dr: { why: "the same" },
      },
    },
    {
      item: "GuardDuty",
      takes: ofType("aws_guardduty_"),
      figures: {
        primary: { why: "calls, flows, objects, sign-ins" },
        dr: { why: "the same, of a quiet region" },
      },
    },
    {
      item: "AWS Config",
      takes: ofType("aws_config_"),
      figures: { primary: { why: "changes and rules" }, dr: { why: "changes and rules" } },
    },
    {
      item: "WAF",
      takes: ofType("aws_wafv2_"),
      figures: { primary: { why: "rules before the API" }, dr: { why: "rules before the API" } },
    },
    {
      item: "CloudTrail and log buckets",
      takes: ofType("aws_cloudtrail", "aws_s3_"),
      figures: { primary: { why: "every call is recorded and kept" }, dr: { why: "the same" } },
    },
    {
      item: "Keys and secrets",
      takes: ofType("aws_kms_", "aws_secretsmanager_", "aws_ssm_"),
      figures: { primary: { why: "two keys, and the passwords" }, dr: { why: "replicas of them" } },
    },
    {
      item: "Logs",
      takes: ofType("aws_cloudwatch_log_group"),
      figures: {
        primary: { why: "flow logs, the web firewall's and the service's" },
        dr: { why: "the same log groups, nearly empty in standby" },
      },
    },
    {
      item: "Alarms, dashboards, metrics",
      takes: ofType("aws_cloudwatch_", "aws_ecs_cluster"),
      figures: { primary: { why: "the alarms and dashboards that were proposed" }, dr: { why: "the same" } },
    },
    {
      item: "Route 53",
      takes: ofType("aws_route53_"),
      figures: {
        primary: { why: "health checks and queries" },
        dr: { why: "the health check of the switch" },
      },
    },
    {
      item: "Failover, rotation, retention, remediation",
      takes: ofType("aws_dynamodb_", "aws_lambda_", "aws_sfn_", "aws_sns_", "aws_sqs_"),
      figures: {
        primary: { why: "machines and functions instead of commands by hand" },
        dr: { why: "the same, and the probes of the primary site" },
      },
    },
    {
      item: "Images and builds",
      takes: ofType("aws_ecr_", "aws_codebuild_", "aws_codepipeline"),
      figures: {
        primary: { why: "registries, and the detection of drift" },
        dr: { why: "copies of the images" },
      },
    },
  ],
};
