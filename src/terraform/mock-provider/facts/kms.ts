import type { FactsTable, ResourceView } from "./model";
import { KMS_KEY, KMS_MULTI_REGION_KEY } from "./references";

/** The ids of multi-region keys start with `mrk-` and are the same in every region. */
function keyId(key: ResourceView): string {
  const hex = key.hex("key_id", 32);
  if (key.get("multi_region") === true) return `mrk-${hex}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Without a policy of its own a key trusts the account. */
function defaultKeyPolicy(key: ResourceView): string {
  const root = `arn:${key.partition}:iam::${key.account}:root`;
  const statement = { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Keys. */
export const KMS: FactsTable = {
  aws_kms_key: {
    filled: "description multi_region policy rotation_period_in_days",
    replaces: "custom_key_store_id customer_master_key_spec key_usage multi_region xks_key_id",
    defaults: {
      bypass_policy_lockout_safety_check: false,
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      enable_key_rotation: false,
      is_enabled: true,
      key_usage: "ENCRYPT_DECRYPT",
    },
    values: {
      customer_master_key_spec: `
        SYMMETRIC_DEFAULT RSA_2048 RSA_3072 RSA_4096 ECC_NIST_P256 ECC_NIST_P384 ECC_NIST_P521
        ECC_SECG_P256K1 ECC_NIST_EDWARDS25519 HMAC_224 HMAC_256 HMAC_384 HMAC_512 ML_DSA_44 ML_DSA_65
        ML_DSA_87 SM2
      `,
      key_usage: "ENCRYPT_DECRYPT SIGN_VERIFY GENERATE_VERIFY_MAC KEY_AGREEMENT",
    },
    together: { xks_key_id: "custom_key_store_id" },
    ranges: { deletion_window_in_days: [7, 30], rotation_period_in_days: [90, 2560] },
    lengths: { description: [0, 8192], policy: [0, 32768] },
    formats: { "resource-policy": "policy" },
    answers: {
      id: "{key_id}",
      key_id: keyId,
      arn: "arn:{partition}:kms:{region}:{account}:key/{key_id}",
      description: "",
      multi_region: false,
      rotation_period_in_days: (key) => (key.get("enable_key_rotation") === true ? 365 : null),
      policy: defaultKeyPolicy,
    },
  },
  aws_kms_replica_key: {
    filled: "policy",
    replaces: "primary_key_arn",
    defaults: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30, enabled: true },
    ranges: { deletion_window_in_days: [7, 30] },
    formats: { arn: "primary_key_arn", "resource-policy": "policy" },
    references: { primary_key_arn: KMS_MULTI_REGION_KEY },
    answers: {
      id: "{key_id}",
      key_id: "{primary_key_arn:last}",
      arn: "arn:{partition}:kms:{region}:{account}:key/{key_id}",
      key_rotation_enabled: false,
      key_spec: "SYMMETRIC_DEFAULT",
      key_usage: "ENCRYPT_DECRYPT",
      policy: defaultKeyPolicy,
    },
  },
  aws_kms_alias: {
    replaces: "name name_prefix",
    uniqueName: "name",
    patterns: {
      name: [
        /^alias\/(?!aws\/)[\w/-]+$/,
        'must start with "alias/" (not "alias/aws/") and go on with letters, digits and /_-',
      ],
    },
    lengths: { name: [1, 256] },
    references: { target_key_id: KMS_KEY },
    answers: {
      id: "{name}",
      arn: "arn:{partition}:kms:{region}:{account}:{name}",
      target_key_arn: "arn:{partition}:kms:{region}:{account}:key/{target_key_id:last}",
    },
  },
};
