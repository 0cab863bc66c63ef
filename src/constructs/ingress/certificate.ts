import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { HostNames } from "../dns/host-names";

/** ACM issues within minutes of the records; the provider would wait 75 for a zone that nobody has delegated to. */
const ISSUED_WITHIN = "30m";

const VALIDATION_TTL_SECONDS = 300;

/** What a certificate is made from. */
export interface CertificateProps {
  readonly names: HostNames;
  /**
   * The zone that gets the records which prove that the names are ours. Given in the primary stack only.
   *
   * @default - another stack's certificate has made them
   */
  readonly validationZoneId?: string;
}

/**
 * A site's certificate, from ACM, for the system's name and those of both sites.
 *
 * The record that proves a name depends on the account and the name, not on the region (two certificates that both made it
 * would fight for it: issue 13653 of the AWS provider). So the certificates of both sites hold the same names, the primary
 * stack makes the records of all of them, and the DR site's certificate is issued, and renewed, without one of its own.
 */
export class Certificate extends Construct {
  /** Known once the certificate is issued. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { names, validationZoneId }: CertificateProps) {
    super(scope, id);
    const provider = providerOf(this);
    const { service, sites } = names;
    const certificate = new AcmCertificate(this, "Default", {
      provider,
      domainName: service,
      subjectAlternativeNames: [sites.primary, sites.dr],
      validationMethod: "DNS",
      // A listener holds on to its certificate until it has the next one.
      lifecycle: { createBeforeDestroy: true },
    });
    const records = validationZoneId
      ? Object.entries({ service, ...sites }).map(([key, name]) =>
          this.addValidationRecord(`validation-${key}`, certificate, name, validationZoneId),
        )
      : [];
    this.arn = new AcmCertificateValidation(this, "issued", {
      provider,
      certificateArn: certificate.arn,
      ...(records.length > 0 && { validationRecordFqdns: records.map((record) => record.fqdn) }),
      timeouts: { create: ISSUED_WITHIN },
    }).certificateArn;
  }

  private addValidationRecord(id: string, certificate: AcmCertificate, name: string, zoneId: string) {
    // The names are known when the first plan is made, the records are not: no for_each, and so no address depends on them.
    const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
    const part = (attribute: string) =>
      `\${one([for option in ${options} : option.${attribute} if option.domain_name == "${name}"])}`;
    return new Route53Record(this, id, {
      provider: providerOf(this),
      zoneId,
      name: part("resource_record_name"),
      type: "CNAME",
      ttl: VALIDATION_TTL_SECONDS,
      records: [part("resource_record_value")],
    });
  }
}
