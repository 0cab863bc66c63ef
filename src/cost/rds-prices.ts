import type { PriceSource, Tariff } from "./price";
import { AS_IN_VIRGINIA } from "./regions/oregon";
import { sizedTariff, type SizedPrices } from "./sized-prices";

const READ = "2026-11";

const VIRGINIA: PriceSource = {
  confidence: "third party",
  source:
    "several public tables alike for us-east-1 (PostgreSQL, Single-AZ); db.t3.large as in Infracost's tests",
  read: READ,
};
const LONDON: PriceSource = {
  confidence: "price list",
  source: "three public cost notes alike for eu-west-2 from the Price List API, 2026-07 to 2026-10",
  read: READ,
};
const FRANKFURT: PriceSource = {
  confidence: "third party",
  source:
    "a public table with SKUs for eu-central-1 (db.t3.micro), and a public bill divided by the month's hours (db.t4g.micro)",
  read: READ,
};
const IRELAND: PriceSource = {
  confidence: "third party",
  source: "a public bill for eu-west-1, divided by the hours",
  read: READ,
};

/** US dollars for an hour of a Single-AZ instance of RDS for PostgreSQL. Multi-AZ costs twice as much. */
const INSTANCES: SizedPrices = {
  service: "RDS PostgreSQL",
  unit: "hour in a zone",
  from: VIRGINIA,
  usd: {
    "db.t3.micro": 0.018,
    "db.t3.small": 0.036,
    "db.t3.medium": 0.072,
    "db.t3.large": 0.145,
    "db.t3.xlarge": 0.29,
    "db.t3.2xlarge": 0.579,
    "db.t4g.micro": 0.016,
    "db.t4g.small": 0.032,
    "db.t4g.medium": 0.065,
    "db.t4g.large": 0.129,
    "db.m5.large": 0.178,
    "db.m5.xlarge": 0.356,
    "db.m5.2xlarge": 0.712,
    "db.m6g.large": 0.159,
    "db.m6g.xlarge": 0.318,
    "db.m6g.2xlarge": 0.636,
    "db.m7g.large": 0.168,
    "db.m7g.xlarge": 0.337,
    "db.m7g.2xlarge": 0.674,
    "db.r5.large": 0.25,
    "db.r5.xlarge": 0.5,
    "db.r5.2xlarge": 1,
    "db.r6g.large": 0.225,
    "db.r6g.xlarge": 0.45,
    "db.r6g.2xlarge": 0.899,
  },
  elsewhere: {
    "eu-west-2": {
      stated: {
        from: LONDON,
        usd: {
          "db.t3.micro": 0.021,
          "db.t4g.micro": 0.018,
          "db.t4g.small": 0.036,
          "db.t4g.medium": 0.072,
          "db.m6g.large": 0.184,
          "db.r6g.large": 0.264,
        },
      },
      others: {
        factor: 8 / 7,
        seenAt: "as db.t3.micro and db.t4g.small in an extract of the price list",
      },
    },
    "us-west-2": { others: { sameBecause: AS_IN_VIRGINIA } },
    "eu-central-1": {
      stated: { from: FRANKFURT, usd: { "db.t3.micro": 0.021, "db.t4g.micro": 0.019 } },
      others: { factor: 7 / 6, seenAt: "as db.t3.micro" },
    },
    "eu-west-1": {
      stated: { from: IRELAND, usd: { "db.t4g.micro": 0.017 } },
      others: { factor: 1.1036, seenAt: "as Aurora's db.r6g.8xlarge" },
    },
  },
};

/** The price of an instance of RDS for PostgreSQL in one zone; undefined for a class that is not in the table. */
export function instancePrice(instanceClass: string): Tariff | undefined {
  return sizedTariff(INSTANCES, instanceClass);
}
