import { NotPriced } from "../expression";
import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** Keys, secrets, the web firewall, and what watches the account. */
export const securityRules: PricingRules = {
  aws_config_config_rule: ({ usage }) => [
    { price: PRICES.configEvaluation, quantity: usage.config.evaluationsOfARule },
  ],
  aws_config_configuration_recorder: ({ usage }) => [
    { price: PRICES.configItem, quantity: usage.config.recordedChanges },
  ],
  aws_guardduty_detector: detector,
  aws_guardduty_detector_feature: detectorFeature,
  aws_kms_key: key,
  aws_kms_replica_key: key,
  aws_secretsmanager_secret: secret,
  aws_ssm_parameter: ({ block }) =>
    block.tier === "Advanced" ? [{ price: PRICES.advancedParameter, quantity: 1 }] : [],
  aws_wafv2_web_acl: webAcl,
};

/** A replica is a key of its own, and is rotated with its primary key. */
function key({ usage, role }: Priced): Quantity[] {
  return [
    { price: PRICES.key, quantity: 1 },
    { price: PRICES.keyRotation, quantity: usage.keyRotations },
    { price: PRICES.keyRequest, quantity: usage.keyRequestsMillions[role] * 100 },
  ];
}

/** It reads calls and flows by itself, whatever trail or flow log records them as well. */
function detector({ usage, role }: Priced): Quantity[] {
  return [
    { price: PRICES.threatCalls, quantity: usage.trail.managementEventsMillions },
    { price: PRICES.threatFlows, quantity: usage.logsGb["/vpc/"]?.[role] ?? 0 },
  ];
}

function detectorFeature({ block, usage, role }: Priced): Quantity[] {
  if (block.status !== "ENABLED") return [];
  switch (block.name) {
    case "S3_DATA_EVENTS":
      return [{ price: PRICES.threatObjects, quantity: usage.trail.dataEventsMillions[role] }];
    case "RDS_LOGIN_EVENTS":
      return [{ price: PRICES.threatSignIns, quantity: usage.threatDetection.databaseUnits[role] }];
    case "LAMBDA_NETWORK_LOGS":
      // Flows of functions in the VPC: they are in the volume of the detector.
      return [];
    default:
      throw new NotPriced(`${String(block.name)} of GuardDuty has no price`);
  }
}

function secret({ block, usage, role, siteIn }: Priced): Quantity[] {
  const replicas = blocksOf(block.replica).map(({ region }): Quantity => {
    const site = siteIn(region);
    if (!site) throw new NotPriced(`there are no prices for ${String(region)}`);
    return { price: PRICES.secret, quantity: 1, site };
  });
  return [
    { price: PRICES.secret, quantity: 1 },
    { price: PRICES.secretCall, quantity: usage.secretCallsThousands[role] / 10 },
    ...replicas,
  ];
}

function webAcl({ block, usage, role }: Priced): Quantity[] {
  return [
    { price: PRICES.webAcl, quantity: 1 },
    { price: PRICES.webAclRule, quantity: blocksOf(block.rule).length },
    { price: PRICES.webAclRequest, quantity: usage.requestsMillions[role] },
  ];
}
