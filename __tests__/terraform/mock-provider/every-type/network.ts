/** Resources of every type that has facts: network. */
export const network = {
  aws_vpc: { a: { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true } },
  aws_subnet: {
    a: { vpc_id: "${aws_vpc.a.id}", cidr_block: "10.0.0.0/24" },
    b: { vpc_id: "${aws_vpc.a.id}", cidr_block: "10.0.1.0/24", availability_zone: "us-east-1b" },
  },
  aws_internet_gateway: { a: { vpc_id: "${aws_vpc.a.id}" } },
  aws_eip: { a: { domain: "vpc", tags: { Name: "a" } }, b: { domain: "vpc", tags: { Name: "b" } } },
  aws_nat_gateway: { a: { allocation_id: "${aws_eip.a.id}", subnet_id: "${aws_subnet.a.id}" } },
  aws_route_table: { a: { vpc_id: "${aws_vpc.a.id}" } },
  aws_route: {
    a: {
      route_table_id: "${aws_route_table.a.id}",
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: "${aws_nat_gateway.a.id}",
    },
  },
  aws_route_table_association: {
    a: { route_table_id: "${aws_route_table.a.id}", subnet_id: "${aws_subnet.a.id}" },
  },
  aws_vpc_endpoint: {
    s3: {
      vpc_id: "${aws_vpc.a.id}",
      service_name: "com.amazonaws.us-east-1.s3",
      route_table_ids: ["${aws_route_table.a.id}"],
    },
    logs: {
      vpc_id: "${aws_vpc.a.id}",
      service_name: "com.amazonaws.us-east-1.logs",
      vpc_endpoint_type: "Interface",
      subnet_ids: ["${aws_subnet.a.id}"],
      security_group_ids: ["${aws_security_group.a.id}"],
      private_dns_enabled: true,
    },
  },
  aws_flow_log: {
    a: {
      vpc_id: "${aws_vpc.a.id}",
      traffic_type: "ALL",
      iam_role_arn: "${aws_iam_role.a.arn}",
      log_destination: "${aws_cloudwatch_log_group.a.arn}",
    },
  },
  aws_security_group: {
    a: { name_prefix: "a-", vpc_id: "${aws_vpc.a.id}" },
    inline: {
      name: "inline",
      vpc_id: "${aws_vpc.a.id}",
      ingress: [
        {
          protocol: "tcp",
          from_port: 443,
          to_port: 443,
          cidr_blocks: ["10.0.0.0/16"],
          description: "",
          ipv6_cidr_blocks: [],
          prefix_list_ids: [],
          security_groups: [],
          self: false,
        },
      ],
    },
  },
  aws_vpc_security_group_ingress_rule: {
    a: { security_group_id: "${aws_security_group.a.id}", cidr_ipv4: "10.0.0.0/16", ip_protocol: "-1" },
  },
  aws_vpc_security_group_egress_rule: {
    a: { security_group_id: "${aws_security_group.a.id}", cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1" },
  },
  aws_default_security_group: { a: { vpc_id: "${aws_vpc.a.id}" } },
};
