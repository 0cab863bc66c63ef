import { ApiGatewayBasePathMapping } from "@cdktf/provider-aws/lib/api-gateway-base-path-mapping";
import { ApiGatewayDomainName } from "@cdktf/provider-aws/lib/api-gateway-domain-name";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { AliasTarget } from "../dns/site-records";

/** What a name of an API is made from. */
export interface ApiDomainProps {
  /** For example `globalstream.example.com`. */
  readonly domainName: string;
  /** An issued certificate of this region that holds the name. */
  readonly certificateArn: string;
  readonly restApiId: string;
  readonly stageName: string;
}

/**
 * A name that an API answers to, without the stage in the path. The same name stands in both regions: which of them callers reach is
 * Route 53's matter, and nothing has to be made while a region is down.
 */
export class ApiDomain extends Construct {
  /** What an alias record leads to. */
  readonly target: AliasTarget;

  constructor(scope: Construct, id: string, props: ApiDomainProps) {
    super(scope, id);
    const provider = providerOf(this);
    const domain = new ApiGatewayDomainName(this, "Default", {
      provider,
      domainName: props.domainName,
      regionalCertificateArn: props.certificateArn,
      endpointConfiguration: { types: ["REGIONAL"] },
      securityPolicy: "TLS_1_2",
    });
    new ApiGatewayBasePathMapping(this, "mapping", {
      provider,
      domainName: domain.domainName,
      apiId: props.restApiId,
      stageName: props.stageName,
    });
    this.target = { dnsName: domain.regionalDomainName, zoneId: domain.regionalZoneId };
  }
}
