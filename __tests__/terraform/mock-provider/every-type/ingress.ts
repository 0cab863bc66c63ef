import { visibility } from "./parts";

/** Resources of every type that has facts: ingress. */
export const ingress = {
  aws_lb: {
    a: {
      name: "a",
      security_groups: ["${aws_security_group.a.id}"],
      subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
    },
  },
  aws_lb_listener: {
    a: {
      load_balancer_arn: "${aws_lb.a.arn}",
      port: 443,
      protocol: "HTTPS",
      certificate_arn: "${aws_acm_certificate_validation.a.certificate_arn}",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.a.arn}" }],
    },
  },
  aws_lb_target_group: {
    a: {
      name_prefix: "a-",
      port: 80,
      protocol: "HTTP",
      target_type: "ip",
      vpc_id: "${aws_vpc.a.id}",
      health_check: { path: "/health" },
    },
  },
  aws_wafv2_web_acl: {
    a: {
      name: "a",
      scope: "REGIONAL",
      default_action: { allow: {} },
      visibility_config: visibility("a"),
      rule: [
        {
          name: "rate",
          priority: 1,
          action: { block: {} },
          statement: {
            rate_based_statement: {
              limit: 2000,
              aggregate_key_type: "IP",
              scope_down_statement: { geo_match_statement: { country_codes: ["DE"] } },
            },
          },
          visibility_config: visibility("rate"),
        },
        {
          name: "common",
          priority: 2,
          override_action: { none: {} },
          statement: {
            managed_rule_group_statement: { name: "AWSManagedRulesCommonRuleSet", vendor_name: "AWS" },
          },
          visibility_config: visibility("common"),
        },
      ],
    },
  },
  aws_wafv2_web_acl_association: {
    a: { web_acl_arn: "${aws_wafv2_web_acl.a.arn}", resource_arn: "${aws_lb.a.arn}" },
  },
  aws_wafv2_web_acl_logging_configuration: {
    a: {
      resource_arn: "${aws_wafv2_web_acl.a.arn}",
      log_destination_configs: ["${aws_cloudwatch_log_group.waf.arn}"],
    },
  },
  aws_route53_record: {
    a: {
      zone_id: "${data.aws_route53_zone.zone.zone_id}",
      name: "api.example.com",
      type: "A",
      alias: { name: "${aws_lb.a.dns_name}", zone_id: "${aws_lb.a.zone_id}", evaluate_target_health: true },
      failover_routing_policy: { type: "PRIMARY" },
      set_identifier: "primary",
      health_check_id: "${aws_route53_health_check.a.id}",
    },
    text: {
      zone_id: "${data.aws_route53_zone.zone.zone_id}",
      name: "site.example.com",
      type: "TXT",
      ttl: 5,
      records: ["primary"],
      failover_routing_policy: { type: "PRIMARY" },
      set_identifier: "primary",
      health_check_id: "${aws_route53_health_check.a.id}",
    },
    validation: {
      for_each: "${{for o in aws_acm_certificate.a.domain_validation_options : o.domain_name => o}}",
      zone_id: "${data.aws_route53_zone.zone.zone_id}",
      name: "${each.value.resource_record_name}",
      type: "${each.value.resource_record_type}",
      ttl: 60,
      records: ["${each.value.resource_record_value}"],
    },
  },
  aws_route53_health_check: {
    a: { type: "HTTPS", fqdn: "api.example.com", port: 443, resource_path: "/", request_interval: 30 },
  },
  aws_acm_certificate: { a: { domain_name: "api.example.com", validation_method: "DNS" } },
  aws_acm_certificate_validation: {
    a: {
      certificate_arn: "${aws_acm_certificate.a.arn}",
      validation_record_fqdns: "${[for r in aws_route53_record.validation : r.fqdn]}",
    },
  },
};
