import { at, type PriceSource, type Tariff } from "./price";
import { tariff } from "./prices";

const READ = "2026-11";

const VIRGINIA: PriceSource = {
  confidence: "third party",
  source:
    "several public tables alike for us-east-1 (PostgreSQL, Single-AZ); db.t3.large as in Infracost's tests",
  read: READ,
};
const LONDON_LIST: PriceSource = {
  confidence: "price list",
  source: "three public cost notes alike for eu-west-2 from the Price List API, 2026-07 to 2026-10",
  read: READ,
};
const LONDON: PriceSource = {
  confidence: "unconfirmed",
  source:
    "estimated: a seventh above us-east-1, as db.t3.micro and db.t4g.small are in an extract of the price list",
  read: READ,
};

/** Against Virginia, where nobody states an instance's price in London. */
const LONDON_FACTOR = 8 / 7;

/** US dollars for an hour of a Single-AZ instance of RDS for PostgreSQL in Virginia. Multi-AZ costs twice as much. */
const INSTANCES: Readonly<Record<string, number>> = {
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
};

/** US dollars for an hour of a Single-AZ instance of RDS for PostgreSQL in London, as far as somebody states it. */
const LONDON_INSTANCES: Readonly<Record<string, number>> = {
  "db.t3.micro": 0.021,
  "db.t4g.micro": 0.018,
  "db.t4g.small": 0.036,
  "db.t4g.medium": 0.072,
  "db.m6g.large": 0.184,
  "db.r6g.large": 0.264,
};

/** The price of an instance of RDS for PostgreSQL in one zone; undefined for a class that is not in the table. */
export function instancePrice(instanceClass: string): Tariff | undefined {
  const usd = INSTANCES[instanceClass];
  if (usd === undefined) return undefined;
  const listed = LONDON_INSTANCES[instanceClass];
  return tariff(
    { item: `RDS PostgreSQL ${instanceClass}`, unit: "hour in a zone", usd, ...VIRGINIA },
    {
      london:
        listed === undefined ? at(Number((usd * LONDON_FACTOR).toFixed(3)), LONDON) : at(listed, LONDON_LIST),
    },
  );
}
