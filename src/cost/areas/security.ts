import { NotPriced } from "../expression";
import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** Keys, secrets and the web firewall. */
export const securityRules: PricingRules = {
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
