import type { FactsTable } from "./model";
import {
  VPC,
  SUBNET,
  SECURITY_GROUP,
  ROUTE_TABLE,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  ELASTIC_IP,
  ROLE_ARN,
} from "./references";
import { ALLOW_ALL } from "./shared";

const VPC_PREFIX: readonly [RegExp, string] = [
  /^[^/]*$|\/(1[6-9]|2[0-8])$/,
  "must have a prefix length between 16 and 28",
];

const FLOW_LOG_FORMAT =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

/** VPCs and what they are made of. */
export const NETWORK: FactsTable = {
  aws_vpc: {
    filled: `
      cidr_block enable_dns_hostnames enable_network_address_usage_metrics ipv6_cidr_block
      ipv6_cidr_block_network_border_group
    `,
    replaces: "cidr_block ipv4_ipam_pool_id ipv4_netmask_length",
    defaults: { enable_dns_support: true, instance_tenancy: "default" },
    values: { instance_tenancy: "default dedicated" },
    conflicts: [
      "assign_generated_ipv6_cidr_block ipv6_cidr_block",
      "assign_generated_ipv6_cidr_block ipv6_ipam_pool_id",
      "cidr_block ipv4_netmask_length",
      "ipv6_cidr_block ipv6_netmask_length",
    ],
    together: {
      ipv4_netmask_length: "ipv4_ipam_pool_id",
      ipv6_cidr_block: "ipv6_ipam_pool_id",
      ipv6_cidr_block_network_border_group: "assign_generated_ipv6_cidr_block",
      ipv6_netmask_length: "ipv6_ipam_pool_id",
    },
    formats: { cidr: "cidr_block ipv6_cidr_block" },
    patterns: { cidr_block: VPC_PREFIX },
    answers: {
      id: "vpc-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:vpc/{id}",
      enable_dns_hostnames: false,
      enable_network_address_usage_metrics: false,
      default_network_acl_id: "acl-{hex17}",
      default_route_table_id: "{main_route_table_id}",
      main_route_table_id: "rtb-{hex17}",
      default_security_group_id: "sg-{hex17}",
      dhcp_options_id: "dopt-{hex8}",
      owner_id: "{account}",
    },
  },
  aws_subnet: {
    filled: "availability_zone availability_zone_id private_dns_hostname_type_on_launch",
    replaces: "availability_zone availability_zone_id cidr_block ipv6_native outpost_arn vpc_id",
    defaults: {
      assign_ipv6_address_on_creation: false,
      enable_dns64: false,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      ipv6_native: false,
      map_public_ip_on_launch: false,
    },
    values: { private_dns_hostname_type_on_launch: "ip-name resource-name" },
    conflicts: ["availability_zone availability_zone_id"],
    together: {
      customer_owned_ipv4_pool: "map_customer_owned_ip_on_launch outpost_arn",
      map_customer_owned_ip_on_launch: "customer_owned_ipv4_pool outpost_arn",
    },
    formats: { cidr: "cidr_block ipv6_cidr_block", arn: "outpost_arn" },
    references: { vpc_id: VPC },
    answers: {
      id: "subnet-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:subnet/{id}",
      availability_zone: "{region}a",
      availability_zone_id: "{region}-az1",
      private_dns_hostname_type_on_launch: "ip-name",
      owner_id: "{account}",
    },
  },
  aws_internet_gateway: {
    filled: "vpc_id",
    references: { vpc_id: VPC },
    answers: {
      id: "igw-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:internet-gateway/{id}",
      owner_id: "{account}",
    },
  },
  aws_nat_gateway: {
    filled: `
      private_ip secondary_private_ip_address_count secondary_private_ip_addresses availability_mode
      vpc_id
    `,
    replaces: `
      allocation_id connectivity_type private_ip secondary_private_ip_address_count subnet_id
    `,
    defaults: { connectivity_type: "public" },
    values: { connectivity_type: "private public" },
    conflicts: ["secondary_private_ip_address_count secondary_private_ip_addresses"],
    references: { subnet_id: SUBNET, allocation_id: ELASTIC_IP },
    answers: {
      id: "nat-{hex17}",
      association_id: "eipassoc-{hex17}",
      network_interface_id: "eni-{hex17}",
      private_ip: "10.0.0.10",
      public_ip: "203.0.113.10",
      availability_mode: "zonal",
      secondary_private_ip_address_count: 0,
      secondary_private_ip_addresses: [],
    },
  },
  aws_eip: {
    filled: "domain instance network_border_group network_interface public_ipv4_pool",
    replaces: "address domain network_border_group public_ipv4_pool",
    values: { domain: "vpc" },
    answers: {
      id: "eipalloc-{hex17}",
      allocation_id: "{id}",
      arn: "arn:{partition}:ec2:{region}:{account}:elastic-ip/{id}",
      domain: "vpc",
      public_ip: "203.0.113.20",
      public_dns: "ec2-203-0-113-20.{region}.compute.amazonaws.com",
      public_ipv4_pool: "amazon",
      network_border_group: "{region}",
    },
  },
  aws_route_table: {
    filled: "propagating_vgws",
    replaces: "vpc_id",
    references: { vpc_id: VPC },
    answers: {
      id: "rtb-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:route-table/{id}",
      owner_id: "{account}",
      propagating_vgws: [],
      route: [],
    },
  },
  aws_route: {
    filled: "network_interface_id",
    replaces: `
      destination_cidr_block destination_ipv6_cidr_block destination_prefix_list_id route_table_id
    `,
    conflicts: [
      "carrier_gateway_id destination_ipv6_cidr_block",
      "destination_cidr_block egress_only_gateway_id",
      "destination_prefix_list_id vpc_endpoint_id",
    ],
    exactlyOne: [
      `
      carrier_gateway_id core_network_arn egress_only_gateway_id gateway_id local_gateway_id
      nat_gateway_id network_interface_id transit_gateway_id vpc_endpoint_id vpc_peering_connection_id
    `,
      "destination_cidr_block destination_ipv6_cidr_block destination_prefix_list_id",
    ],
    formats: { cidr: "destination_cidr_block destination_ipv6_cidr_block" },
    references: { route_table_id: ROUTE_TABLE, gateway_id: INTERNET_GATEWAY, nat_gateway_id: NAT_GATEWAY },
    answers: { id: "r-{route_table_id}{hex10}", origin: "CreateRoute", state: "active" },
  },
  aws_route_table_association: {
    replaces: "gateway_id subnet_id",
    exactlyOne: ["gateway_id subnet_id"],
    references: { route_table_id: ROUTE_TABLE, subnet_id: SUBNET },
    answers: { id: "rtbassoc-{hex17}" },
  },
  aws_vpc_endpoint: {
    filled: `
      ip_address_type policy route_table_ids security_group_ids subnet_ids
      dns_options.dns_record_ip_type service_region
    `,
    replaces: "service_name vpc_endpoint_type vpc_id",
    defaults: { private_dns_enabled: false, vpc_endpoint_type: "Gateway" },
    values: {
      ip_address_type: "ipv4 dualstack ipv6",
      vpc_endpoint_type: "Interface Gateway GatewayLoadBalancer Resource ServiceNetwork",
      "dns_options.dns_record_ip_type": "ipv4 dualstack ipv6 service-defined",
    },
    formats: { json: "policy" },
    references: {
      vpc_id: VPC,
      subnet_ids: SUBNET,
      security_group_ids: SECURITY_GROUP,
      route_table_ids: ROUTE_TABLE,
    },
    answers: {
      id: "vpce-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}",
      state: "available",
      owner_id: "{account}",
      prefix_list_id: "pl-{hex8}",
      service_region: "{region}",
      ip_address_type: "ipv4",
      requester_managed: false,
      policy: ALLOW_ALL,
      cidr_blocks: [],
      network_interface_ids: [],
      route_table_ids: [],
      security_group_ids: [],
      subnet_ids: [],
      dns_entry: [{ dns_name: "{id}.{region}.vpce.amazonaws.com", hosted_zone_id: "Z7HUB22UULQXV" }],
    },
  },
  aws_flow_log: {
    filled: "log_destination log_format",
    replaces: `
      deliver_cross_account_role eni_id iam_role_arn log_destination log_destination_type log_format
      max_aggregation_interval subnet_id traffic_type transit_gateway_attachment_id transit_gateway_id
      vpc_id destination_options
    `,
    defaults: {
      log_destination_type: "cloud-watch-logs",
      max_aggregation_interval: 600,
      "destination_options.file_format": "plain-text",
      "destination_options.hive_compatible_partitions": false,
      "destination_options.per_hour_partition": false,
    },
    values: {
      log_destination_type: "cloud-watch-logs s3 kinesis-data-firehose",
      max_aggregation_interval: "60 600",
      traffic_type: "ACCEPT REJECT ALL",
      "destination_options.file_format": "plain-text parquet",
    },
    exactlyOne: ["eni_id subnet_id transit_gateway_attachment_id transit_gateway_id vpc_id"],
    formats: { arn: "deliver_cross_account_role iam_role_arn log_destination" },
    references: { vpc_id: VPC, subnet_id: SUBNET, iam_role_arn: ROLE_ARN },
    answers: {
      id: "fl-{hex17}",
      arn: "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}",
      log_format: FLOW_LOG_FORMAT,
    },
  },
};
