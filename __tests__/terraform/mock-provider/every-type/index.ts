import { api } from "./api";
import { databases } from "./databases";
import { files } from "./files";
import { governance } from "./governance";
import { identity } from "./identity";
import { ingress } from "./ingress";
import { messaging } from "./messaging";
import { monitoring } from "./monitoring";
import { network } from "./network";
import { pipeline } from "./pipeline";
import { service } from "./service";
import { REGION } from "./parts";

/** A configuration with at least one resource of every type that has facts, as stacks use them. */
export const EVERY_TYPE = {
  provider: { aws: [{ region: REGION }, { alias: "dr", region: "us-west-2" }] },
  data: {
    aws_availability_zones: { all: { state: "available" } },
    aws_region: { here: {} },
    aws_partition: { here: {} },
    aws_route53_zone: { zone: { name: "example.com" } },
    aws_iam_policy_document: {
      read: {
        statement: [
          {
            actions: ["s3:GetObject", "s3:ListBucket"],
            resources: ["*"],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
          },
        ],
      },
    },
  },
  resource: {
    ...network,
    ...governance,
    ...identity,
    ...databases,
    ...files,
    ...pipeline,
    ...messaging,
    ...monitoring,
    ...service,
    ...ingress,
    ...api,
  },
};
