import type { Site } from "../../../src/config/site";
import { RoleTableError } from "../../../src/role-record/read";
import type { RoleReading, RoleRecord } from "../../../src/service/shared/role";
import { chooseRole } from "../../../src/service/shared/role-choice";

const primary = (epoch: number): RoleRecord => ({ activeSite: "primary", epoch });
const dr = (epoch: number): RoleRecord => ({ activeSite: "dr", epoch });
const lost = Object.assign(new Error("arn:aws:iam::123456789012:role/x may not"), { name: "AccessDenied" });

type Case = readonly [
  what: string,
  record: RoleReading["record"],
  emergency: RoleReading["emergency"],
  known: RoleRecord | undefined,
  /** What holds for the primary and for the DR site. */
  primaryHolds: RoleRecord | undefined,
  drHolds: RoleRecord | undefined,
];

const cases: readonly Case[] = [
  ["the first record", primary(1), undefined, undefined, primary(1), primary(1)],
  ["the same record again", primary(5), undefined, primary(5), primary(5), primary(5)],
  ["a new epoch", dr(6), undefined, primary(5), dr(6), dr(6)],
  ["an old epoch", primary(5), undefined, dr(6), undefined, undefined],
  ["no record", lost, undefined, primary(5), undefined, undefined],
  ["nothing ever", lost, undefined, undefined, undefined, undefined],
  ["an emergency above the record", dr(5), primary(6), undefined, primary(6), primary(6)],
  ["an emergency below the record", dr(7), primary(6), undefined, dr(7), dr(7)],
  ["an emergency that was handed back", primary(6), primary(6), primary(6), primary(6), primary(6)],
  ["an emergency alone", lost, primary(6), undefined, primary(6), primary(6)],
  ["an emergency alone, above what was known", lost, primary(6), dr(5), primary(6), primary(6)],
  ["an emergency alone, as it was known", lost, primary(6), primary(6), primary(6), primary(6)],
  ["an emergency alone, below what was known", lost, primary(6), dr(7), undefined, undefined],
  ["an old record without the emergency that was known", dr(5), undefined, primary(6), undefined, undefined],
  ["an emergency that can't be read, against DR", dr(5), lost, dr(5), dr(5), undefined],
  ["an emergency that can't be read, against nobody", primary(5), lost, primary(5), primary(5), primary(5)],
  ["a new epoch without the emergency", primary(7), lost, dr(6), primary(7), primary(7)],
  ["two errors", lost, lost, primary(5), undefined, undefined],
];

test.each(cases)("%s", (_what, record, emergency, known, primaryHolds, drHolds) => {
  const choose = (site: Site) => chooseRole({ record, emergency }, site, known);
  expect(choose("primary")).toMatchObject({ isSplit: false });
  expect([choose("primary").record, choose("dr").record]).toEqual([primaryHolds, drHolds]);
});

test.each<readonly [string, RoleReading["record"], RoleReading["emergency"], RoleRecord | undefined]>([
  ["the two records", dr(6), primary(6), undefined],
  ["the two records, after either", dr(6), primary(6), dr(6)],
  ["the role record and what was known", dr(6), undefined, primary(6)],
  ["the emergency record and what was known", lost, primary(6), dr(6)],
])("%s name both sites in one epoch: neither writes", (_what, record, emergency, known) => {
  for (const site of ["primary", "dr"] as const) {
    const choice = chooseRole({ record, emergency }, site, known);
    expect(choice).toMatchObject({ isSplit: true });
    expect(choice.record).toBeUndefined();
    expect(choice.troubles).toContain("both sites are active in epoch 6");
  }
});

test("a newer epoch ends the split", () => {
  expect(chooseRole({ record: dr(7), emergency: primary(6) }, "primary", dr(6))).toEqual({
    record: dr(7),
    isSplit: false,
    troubles: [],
  });
});

test("all that is wrong is said, without the messages of AWS", () => {
  const emergency = new RoleTableError("it makes no sense");
  expect(chooseRole({ record: lost, emergency }, "dr", undefined).troubles).toEqual([
    "the role record can't be read: AccessDenied",
    "the emergency record can't be read: it makes no sense",
  ]);
  expect(chooseRole({ record: primary(5), emergency }, "primary", dr(6)).troubles).toEqual([
    "the emergency record can't be read: it makes no sense",
    "the newest role went back from epoch 6 to 5, which is ignored",
  ]);
});
