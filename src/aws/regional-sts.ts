import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";

/** Asks the region itself: the global endpoint of STS may lead to a region that is lost. */
export class RegionalSts extends STSClient {
  constructor(configuration: STSClientConfig) {
    super({ ...configuration, useGlobalEndpoint: false });
  }
}
