import type { DataSource } from "./model";

/** Zones of a region that the pretended account can use. */
const ZONE_LETTERS = ["a", "b", "c"];

/** Who the credentials belong to. */
const callerIdentity: DataSource = (_config, { place }) => ({
  id: place.account,
  account_id: place.account,
  arn: `arn:${place.partition}:iam::${place.account}:user/standby`,
  user_id: "AIDAMOCKMOCKMOCKMOCK1",
});

const region: DataSource = (config, { place }) => {
  const name = typeof config["region"] === "string" ? config["region"] : place.region;
  return { id: name, region: name, name, endpoint: `ec2.${name}.amazonaws.com`, description: name };
};

const partition: DataSource = (_config, { place }) => ({
  id: place.partition,
  partition: place.partition,
  dns_suffix: place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
  reverse_dns_prefix: place.partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws",
});

const availabilityZones: DataSource = (config, { place }) => {
  const excluded = Array.isArray(config["exclude_names"]) ? config["exclude_names"] : [];
  const letters = ZONE_LETTERS.filter((letter) => !excluded.includes(place.region + letter));
  return {
    id: place.region,
    names: letters.map((letter) => place.region + letter),
    zone_ids: letters.map((letter) => `${place.region}-az${ZONE_LETTERS.indexOf(letter) + 1}`),
    group_names: [place.region],
  };
};

export const ACCOUNT_DATA: Readonly<Record<string, DataSource>> = {
  aws_caller_identity: callerIdentity,
  aws_region: region,
  aws_partition: partition,
  aws_availability_zones: availabilityZones,
};
