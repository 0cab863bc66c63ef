import type { PriceSource, Tariff } from "./price";
import { AS_IN_VIRGINIA } from "./regions/oregon";
import { sizedTariff, type SizedPrices } from "./sized-prices";

const READ = "2026-11";

const TOOLS: PriceSource = {
  confidence: "third party",
  source: "the table of a public Aurora commitment estimator, and other tables alike",
  read: READ,
};
const FRANKFURT: PriceSource = {
  confidence: "price list",
  source: "Infracost's estimate that a public project shows for eu-central-1, 2025",
  read: READ,
};
const IRELAND: PriceSource = {
  confidence: "price list",
  source: "a public cost scanner's audit against the Price List API for eu-west-1, 2026-08",
  read: READ,
};

/** US dollars for an hour of an Aurora PostgreSQL instance with standard storage. */
const AURORA: SizedPrices = {
  service: "Aurora",
  unit: "hour",
  from: TOOLS,
  usd: {
    "db.t4g.medium": 0.073,
    "db.r5.large": 0.29,
    "db.r5.xlarge": 0.58,
    "db.r5.2xlarge": 1.16,
    "db.r5.4xlarge": 2.32,
    "db.r6g.large": 0.26,
    "db.r6g.xlarge": 0.519,
    "db.r6g.2xlarge": 1.038,
    "db.r6g.4xlarge": 2.076,
    "db.r6g.8xlarge": 4.152,
    "db.r7g.large": 0.276,
    "db.r7g.xlarge": 0.553,
    "db.r7g.2xlarge": 1.106,
    "db.r7g.4xlarge": 2.211,
    "db.r7g.8xlarge": 4.422,
    "db.r8g.large": 0.276,
    "db.r8g.xlarge": 0.552,
    "db.r8g.2xlarge": 1.104,
    "db.r8g.4xlarge": 2.208,
    "db.r8g.8xlarge": 4.416,
  },
  elsewhere: {
    "us-west-2": { others: { sameBecause: AS_IN_VIRGINIA } },
    "eu-central-1": {
      stated: { from: FRANKFURT, usd: { "db.t4g.medium": 0.085 } },
      others: { factor: 1.164, seenAt: "as db.t4g.medium" },
    },
    "eu-west-1": {
      stated: { from: IRELAND, usd: { "db.r6g.8xlarge": 4.582 } },
      others: { factor: 1.1036, seenAt: "as db.r6g.8xlarge" },
    },
  },
};

/** The price of an Aurora instance; undefined for a class that is not in the table. */
export function auroraInstancePrice(instanceClass: string): Tariff | undefined {
  return sizedTariff(AURORA, instanceClass);
}
