import type { PriceSource, Tariff } from "./price";
import { tariff } from "./prices";

const AURORA_TOOL: PriceSource = {
  confidence: "third party",
  source: "the table of a public Aurora commitment estimator, and other tables alike",
  read: "2026-11",
};

/** US dollars for an hour of an Aurora PostgreSQL instance with standard storage. */
const AURORA_INSTANCES: Readonly<Record<string, number>> = {
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
};

/** The price of an Aurora instance; undefined for a class that is not in the table. */
export function auroraInstancePrice(instanceClass: string): Tariff | undefined {
  const usd = AURORA_INSTANCES[instanceClass];
  return usd === undefined
    ? undefined
    : tariff({ item: `Aurora ${instanceClass}`, unit: "hour", usd, ...AURORA_TOOL });
}
