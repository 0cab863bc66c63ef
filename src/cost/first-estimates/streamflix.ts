import { ofType, type FirstEstimate } from "../comparison";

/** What streamflix was thought to cost, and what that left out. */
export const STREAMFLIX_ESTIMATE: FirstEstimate = {
  source: "SF-CST-01 to SF-CST-03, with what SF-CST-05 finds missing",
  totals: { primary: "241 to 261", dr: "135", both: "376 to 396" },
  items: [
    {
      item: "Transfer between zones",
      takes: ({ price }) => price.item === "Transfer between zones",
      figures: {
        primary: { usd: "10", why: "10 buys 1,000 GB; assumed is less" },
        dr: { why: "little in standby" },
      },
    },
    {
      item: "Transfer between the regions",
      takes: ({ price }) => price.item.startsWith("Transfer between "),
      figures: {
        primary: { why: "AWS charges whoever sends: database, files and images leave from here" },
        dr: { usd: "20", why: "what comes in is free" },
      },
    },
    {
      item: "Transfer to the internet",
      takes: ({ price }) => price.item === "Transfer to the internet",
      figures: {
        primary: { why: "what viewers get, without a content delivery network" },
        dr: { why: "answers to probes" },
      },
    },
    {
      item: "Database",
      takes: ofType("aws_db_instance"),
      figures: {
        primary: {
          usd: "120",
          why: "the same for an instance in two zones; its storage and its backups are added",
        },
        dr: {
          usd: "60",
          why: "the instance is cheaper in Virginia than in London; its storage and its backups are added",
        },
      },
    },
    {
      item: "Cache",
      takes: ofType("aws_elasticache_"),
      figures: {
        primary: {
          usd: "40",
          why: "two nodes at London's price; the first estimate does not say which price it took",
        },
        dr: { why: "a cache that is there when the site takes over" },
      },
    },
    {
      item: "Files",
      takes: ofType("aws_efs_"),
      figures: {
        primary: {
          usd: "10 to 30",
          why: "most files lie in Infrequent Access; what is read and written is charged as well",
        },
        dr: { usd: "15", why: "most files lie in Infrequent Access" },
      },
    },
    {
      item: "Tasks",
      takes: ofType("aws_ecs_service"),
      figures: {
        primary: { usd: "30", why: "two tasks at London's price, which is above Virginia's" },
        dr: { usd: "15", why: "one task, since half a one can't run" },
      },
    },
    {
      item: "Load balancer",
      takes: ofType("aws_lb"),
      figures: {
        primary: {
          usd: "25",
          why: "hours and a capacity unit as there; the public IPv4 addresses are added",
        },
        dr: { usd: "25", why: "hardly a capacity unit in standby; the public IPv4 addresses are added" },
      },
    },
    {
      item: "Keys",
      takes: ofType("aws_kms_"),
      figures: {
        primary: { usd: "1", why: "one key for data, one for operations, and their requests" },
        dr: { why: "the copies of both keys" },
      },
    },
    {
      item: "Logs",
      takes: ofType("aws_cloudwatch_log_group"),
      figures: {
        primary: { usd: "5", why: "flow logs and web firewall logs make most of it; 5 buys 8 GB" },
        dr: { why: "the same log groups, nearly empty in standby" },
      },
    },
    {
      item: "NAT gateways and endpoints",
      takes: ofType("aws_nat_gateway", "aws_eip", "aws_vpc_endpoint"),
      figures: {
        primary: { why: "private tasks need a way out" },
        dr: { why: "private tasks need a way out" },
      },
    },
    {
      item: "CloudTrail and log buckets",
      takes: ofType("aws_cloudtrail", "aws_s3_"),
      figures: {
        primary: { why: "every call is recorded and kept" },
        dr: { why: "every call is recorded and kept" },
      },
    },
    {
      item: "Route 53",
      takes: ofType("aws_route53_"),
      figures: {
        primary: { why: "the zone, its queries and the health checks" },
        dr: { why: "the health checks of the switch" },
      },
    },
    {
      item: "Secrets Manager",
      takes: ofType("aws_secretsmanager_"),
      figures: {
        primary: { why: "generated passwords instead of a parameter" },
        dr: { why: "copies of them" },
      },
    },
    {
      item: "WAF",
      takes: ofType("aws_wafv2_"),
      figures: {
        primary: { why: "rules before the load balancer" },
        dr: { why: "rules before the load balancer" },
      },
    },
    {
      item: "AWS Backup",
      takes: ofType("aws_backup_"),
      figures: {
        primary: { why: "a full backup of the files, and what changes" },
        dr: { why: "a full backup of the copy, and what changes" },
      },
    },
    {
      item: "Alarms, dashboards, metrics",
      takes: ofType("aws_cloudwatch_", "aws_ecs_cluster"),
      figures: {
        primary: { why: "the alarms and dashboards that were next steps" },
        dr: { why: "the alarms and dashboards that were next steps" },
      },
    },
    {
      item: "Failover and rotation",
      takes: ofType("aws_dynamodb_", "aws_lambda_", "aws_sfn_", "aws_sns_", "aws_sqs_"),
      figures: {
        primary: { why: "the machine, its record and its functions instead of commands by hand" },
        dr: { why: "the same, and the probes of the primary site" },
      },
    },
    {
      item: "Images",
      takes: ofType("aws_ecr_"),
      figures: {
        primary: { why: "the registry" },
        dr: { why: "the copies in the DR region" },
      },
    },
  ],
};
