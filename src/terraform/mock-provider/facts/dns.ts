import { createHash } from "node:crypto";
import type { FactsTable, ResourceView } from "./model";
import { CERTIFICATE, HEALTH_CHECK, METRIC_ALARM_NAME } from "./references";
import { CREATED, textIn } from "./shared";
import type { Value } from "../values/cty";

/** Records are told apart by zone, name, type and, with a routing policy, the set they belong to. */
function recordId(record: ResourceView): string {
  const parts = ["zone_id", "name", "type", "set_identifier"].map((name) => textIn(record, name));
  return parts.filter((part) => part !== "").join("_");
}

/** The certificate's own name counts as an alternative name of itself. */
const alternativeNames = (certificate: ResourceView): Value => [textIn(certificate, "domain_name")];

/** What proves the ownership of a name depends on the name and the account alone: every region asks for the same. */
function proof(certificate: ResourceView, part: string, name: string): string {
  return createHash("sha256").update(`${part} ${certificate.account} ${name}`).digest("hex").slice(0, 32);
}

/** One record per name proves the ownership of a domain. */
function validationOptions(certificate: ResourceView): Value {
  if (certificate.get("validation_method") !== "DNS") return [];
  const others = certificate.get("subject_alternative_names");
  const names = [textIn(certificate, "domain_name"), ...(Array.isArray(others) ? others.map(String) : [])];
  return [...new Set(names)].sort().map((name) => ({
    domain_name: name,
    resource_record_name: `_${proof(certificate, "name", name)}.${name.replace(/^\*\./, "")}.`,
    resource_record_type: "CNAME",
    resource_record_value: `_${proof(certificate, "value", name)}.acm-validations.aws.`,
  }));
}

/** Records, health checks and certificates. */
export const DNS: FactsTable = {
  aws_route53_record: {
    replaces: "name zone_id",
    values: {
      type: "A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT",
      "failover_routing_policy.type": "PRIMARY SECONDARY",
    },
    exactlyOne: ["alias records"],
    conflicts: [
      "alias ttl",
      `cidr_routing_policy failover_routing_policy geolocation_routing_policy geoproximity_routing_policy latency_routing_policy multivalue_answer_routing_policy weighted_routing_policy`,
    ],
    together: {
      multivalue_answer_routing_policy: "set_identifier",
      failover_routing_policy: "set_identifier",
      weighted_routing_policy: "set_identifier",
      latency_routing_policy: "set_identifier",
      geolocation_routing_policy: "set_identifier",
      ttl: "records",
    },
    references: { health_check_id: HEALTH_CHECK },
    answers: { id: recordId, fqdn: "{name}" },
  },
  aws_route53_health_check: {
    filled: "enable_sni failure_threshold",
    replaces: "measure_latency reference_name request_interval routing_control_arn type",
    defaults: { disabled: false, measure_latency: false },
    values: {
      insufficient_data_health_status: "Healthy Unhealthy LastKnownStatus",
      request_interval: "10 30",
      type: `
        HTTP HTTPS HTTP_STR_MATCH HTTPS_STR_MATCH TCP CALCULATED CLOUDWATCH_METRIC RECOVERY_CONTROL
      `,
    },
    formats: { arn: "routing_control_arn" },
    ranges: { child_health_threshold: [0, 256], failure_threshold: [1, 10] },
    references: { child_healthchecks: HEALTH_CHECK, cloudwatch_alarm_name: METRIC_ALARM_NAME },
    answers: {
      id: "{uuid}",
      arn: "arn:{partition}:route53:::healthcheck/{id}",
      enable_sni: (check) => check.get("type") === "HTTPS",
      failure_threshold: 3,
    },
  },
  aws_acm_certificate: {
    knownWhenPlanned: "domain_validation_options",
    filled: "domain_name key_algorithm subject_alternative_names validation_method",
    sensitive: "private_key",
    replaces: `
      certificate_authority_arn domain_name key_algorithm subject_alternative_names validation_method
      validation_option
    `,
    defaults: { "options.certificate_transparency_logging_preference": "ENABLED" },
    values: {
      key_algorithm: "RSA_1024 RSA_2048 RSA_3072 RSA_4096 EC_prime256v1 EC_secp384r1 EC_secp521r1",
      validation_method: "EMAIL DNS",
      "options.certificate_transparency_logging_preference": "ENABLED DISABLED",
    },
    exactlyOne: ["domain_name private_key"],
    together: { certificate_body: "private_key" },
    formats: { arn: "certificate_authority_arn" },
    conflicts: [
      "domain_name private_key",
      "certificate_authority_arn certificate_body",
      "certificate_authority_arn validation_method",
      "validation_method private_key",
    ],
    answers: {
      id: "{arn}",
      arn: "arn:{partition}:acm:{region}:{account}:certificate/{uuid}",
      domain_name: "",
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
      key_algorithm: "RSA_2048",
      subject_alternative_names: alternativeNames,
      validation_method: "NONE",
      validation_emails: [],
      renewal_eligibility: "INELIGIBLE",
      renewal_summary: [],
      not_after: "",
      not_before: "",
      pending_renewal: false,
      domain_validation_options: validationOptions,
    },
  },
  aws_acm_certificate_validation: {
    replaces: "certificate_arn validation_record_fqdns",
    references: { certificate_arn: CERTIFICATE },
    answers: { id: CREATED },
  },
};
