import type { FactsTable, ResourceView } from "./model";
import { VPC, SUBNET, SECURITY_GROUP, LOAD_BALANCER, TARGET_GROUP, CERTIFICATE } from "./references";
import { textIn } from "./shared";

/** The first part of the path of a load balancer's ARN. */
const PATHS: Record<string, string> = { application: "app", network: "net", gateway: "gwy" };

const LB_NAME: readonly [RegExp, string] = [
  /^(?!internal-)(?!-)[A-Za-z0-9-]+(?<!-)$/,
  "may contain letters, digits and inner hyphens only, and can't start with internal-",
];

/** The service puts its own folder behind the prefix. */
const LOG_PREFIX: readonly [RegExp, string] = [/^(?!.*AWSLogs)/, "can't contain AWSLogs"];
const LOG_PREFIXES = Object.fromEntries(
  ["access_logs", "connection_logs", "health_check_logs"].map((kind) => [`${kind}.prefix`, LOG_PREFIX]),
);

const prefix = (resource: ResourceView): string =>
  `arn:${resource.partition}:elasticloadbalancing:${resource.region}:${resource.account}`;

function loadBalancerArn(lb: ResourceView): string {
  const path = PATHS[textIn(lb, "load_balancer_type")] ?? "app";
  return `${prefix(lb)}:loadbalancer/${path}/${textIn(lb, "name")}/${lb.hex("arn", 16)}`;
}

/** A listener's ARN repeats the path of its load balancer. */
function listenerArn(listener: ResourceView): string {
  const path = textIn(listener, "load_balancer_arn").split(":loadbalancer/")[1] ?? "";
  return `${prefix(listener)}:listener/${path}/${listener.hex("arn", 16)}`;
}

function targetGroupArn(group: ResourceView): string {
  return `${prefix(group)}:targetgroup/${textIn(group, "name")}/${group.hex("arn", 16)}`;
}

/** Load balancers. */
export const LOAD_BALANCING: FactsTable = {
  aws_lb: {
    filled: `
      enforce_security_group_inbound_rules_on_private_link_traffic internal ip_address_type
      security_groups subnets
    `,
    replaces: "customer_owned_ipv4_pool internal load_balancer_type name name_prefix",
    defaults: {
      client_keep_alive: 3600,
      desync_mitigation_mode: "defensive",
      dns_record_client_routing_policy: "any_availability_zone",
      drop_invalid_header_fields: false,
      enable_cross_zone_load_balancing: false,
      enable_deletion_protection: false,
      enable_http2: true,
      enable_tls_version_and_cipher_suite_headers: false,
      enable_waf_fail_open: false,
      enable_xff_client_port: false,
      enable_zonal_shift: false,
      idle_timeout: 60,
      load_balancer_type: "application",
      preserve_host_header: false,
      xff_header_processing_mode: "append",
      "access_logs.enabled": false,
      "connection_logs.enabled": false,
      "health_check_logs.enabled": false,
    },
    values: {
      desync_mitigation_mode: "monitor defensive strictest",
      dns_record_client_routing_policy:
        "availability_zone_affinity partial_availability_zone_affinity any_availability_zone",
      enforce_security_group_inbound_rules_on_private_link_traffic: "on off",
      ip_address_type: "ipv4 dualstack dualstack-without-public-ipv4",
      load_balancer_type: "application network gateway",
      xff_header_processing_mode: "append preserve remove",
    },
    exactlyOne: ["subnet_mapping subnets"],
    uniqueName: "name",
    deletionProtection: "enable_deletion_protection",
    lengths: { name: [1, 32], name_prefix: [1, 6] },
    ranges: { client_keep_alive: [60, 604800], idle_timeout: [1, 4000] },
    patterns: { name: LB_NAME, ...LOG_PREFIXES },
    references: { security_groups: SECURITY_GROUP, subnets: SUBNET, "subnet_mapping.subnet_id": SUBNET },
    answers: {
      id: "{arn}",
      arn: (lb) => loadBalancerArn(lb),
      arn_suffix: (lb) => loadBalancerArn(lb).split(":loadbalancer/").at(-1) ?? "",
      dns_name: "{name}-{digits10}.{region}.elb.amazonaws.com",
      zone_id: "Z{digits13}",
      vpc_id: "vpc-{hex17}",
      internal: false,
      ip_address_type: "ipv4",
      security_groups: [],
      subnets: [],
      enforce_security_group_inbound_rules_on_private_link_traffic: "",
    },
  },
  aws_lb_listener: {
    filled: `
      protocol ssl_policy default_action.order
      default_action.authenticate_cognito.on_unauthenticated_request
      default_action.authenticate_cognito.scope default_action.authenticate_cognito.session_cookie_name
      default_action.authenticate_cognito.session_timeout
      default_action.authenticate_oidc.on_unauthenticated_request default_action.authenticate_oidc.scope
      default_action.authenticate_oidc.session_cookie_name
      default_action.authenticate_oidc.session_timeout default_action.fixed_response.status_code
    `,
    sensitive: "default_action.authenticate_oidc.client_secret",
    replaces: "load_balancer_arn",
    defaults: {
      "default_action.forward.stickiness.enabled": false,
      "default_action.forward.target_group.weight": 1,
      "default_action.redirect.host": "#{host}",
      "default_action.redirect.path": "/#{path}",
      "default_action.redirect.port": "#{port}",
      "default_action.redirect.protocol": "#{protocol}",
      "default_action.redirect.query": "#{query}",
      "mutual_authentication.ignore_client_certificate_expiry": false,
    },
    values: {
      alpn_policy: "HTTP1Only HTTP2Only HTTP2Optional HTTP2Preferred None",
      protocol: "HTTP HTTPS TCP TLS UDP TCP_UDP GENEVE",
      "default_action.type": "forward authenticate-oidc authenticate-cognito redirect fixed-response",
      "default_action.authenticate_cognito.on_unauthenticated_request": "deny allow authenticate",
      "default_action.authenticate_oidc.on_unauthenticated_request": "deny allow authenticate",
      "default_action.fixed_response.content_type":
        "text/plain text/css text/html application/javascript application/json",
      "default_action.redirect.protocol": "#{protocol} HTTP HTTPS",
      "default_action.redirect.status_code": "HTTP_301 HTTP_302",
      "mutual_authentication.mode": "off verify passthrough",
    },
    formats: {
      arn: `
        certificate_arn load_balancer_arn default_action.target_group_arn
        default_action.authenticate_cognito.user_pool_arn default_action.forward.target_group.arn
        mutual_authentication.trust_store_arn
      `,
    },
    ranges: { port: [1, 65535] },
    patterns: { ssl_policy: [/^ELBSecurityPolicy-/, "must be a policy of Elastic Load Balancing"] },
    references: {
      load_balancer_arn: LOAD_BALANCER,
      certificate_arn: CERTIFICATE,
      "default_action.target_group_arn": TARGET_GROUP,
      "default_action.forward.target_group.arn": TARGET_GROUP,
    },
    answers: {
      id: "{arn}",
      arn: (listener) => listenerArn(listener),
      protocol: "HTTP",
      ssl_policy: (listener) => (listener.get("protocol") === "HTTPS" ? "ELBSecurityPolicy-2016-08" : ""),
      "default_action.order": 1,
    },
  },
  aws_lb_target_group: {
    filled: `
      connection_termination ip_address_type load_balancing_algorithm_type
      load_balancing_anomaly_mitigation load_balancing_cross_zone_enabled preserve_client_ip
      protocol_version health_check.matcher health_check.path health_check.timeout
    `,
    replaces: "ip_address_type name name_prefix port protocol protocol_version target_type vpc_id",
    defaults: {
      deregistration_delay: "300",
      lambda_multi_value_headers_enabled: false,
      proxy_protocol_v2: false,
      slow_start: 0,
      target_type: "instance",
      "health_check.enabled": true,
      "health_check.healthy_threshold": 3,
      "health_check.interval": 30,
      "health_check.port": "traffic-port",
      "health_check.protocol": "HTTP",
      "health_check.unhealthy_threshold": 3,
      "stickiness.cookie_duration": 86400,
      "stickiness.enabled": true,
    },
    values: {
      ip_address_type: "ipv4 ipv6",
      load_balancing_algorithm_type: "round_robin least_outstanding_requests weighted_random",
      load_balancing_anomaly_mitigation: "on off",
      load_balancing_cross_zone_enabled: "true false use_load_balancer_configuration",
      protocol: "HTTP HTTPS TCP TLS UDP TCP_UDP GENEVE",
      protocol_version: "GRPC HTTP1 HTTP2",
      target_type: "instance ip lambda alb",
      "health_check.protocol": "HTTP HTTPS TCP",
      "stickiness.type": "lb_cookie app_cookie source_ip source_ip_dest_ip source_ip_dest_ip_proto",
      "target_failover.on_deregistration": "rebalance no_rebalance",
      "target_failover.on_unhealthy": "rebalance no_rebalance",
    },
    uniqueName: "name",
    lengths: { name: [1, 32], name_prefix: [1, 6] },
    patterns: { name: LB_NAME },
    ranges: {
      port: [1, 65535],
      slow_start: [0, 900],
      "health_check.interval": [5, 300],
      "health_check.timeout": [2, 120],
      "health_check.healthy_threshold": [2, 10],
      "health_check.unhealthy_threshold": [2, 10],
    },
    references: { vpc_id: VPC },
    answers: {
      id: "{arn}",
      arn: (group) => targetGroupArn(group),
      arn_suffix: (group) => targetGroupArn(group).split(":").at(-1) ?? "",
      load_balancer_arns: [],
      ip_address_type: "ipv4",
      load_balancing_algorithm_type: "round_robin",
      load_balancing_anomaly_mitigation: "off",
      load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
      protocol_version: "HTTP1",
      "health_check.matcher": "200",
      "health_check.path": "/",
      "health_check.timeout": 5,
      preserve_client_ip: "",
      connection_termination: false,
    },
  },
};
