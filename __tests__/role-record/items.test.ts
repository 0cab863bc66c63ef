import { itemKey, items, type ItemName } from "../../src/role-record/items";

const NOW = "2026-11-21T17:46:12.000Z";
const ROLE = { active_site: "dr", traffic_site: "primary", epoch: 2 };
const CHANGE = { changed_at: NOW, changed_by: "arn:aws:states:us-east-2:111122223333:execution:a:b" };

test("each item of a system has a key of its own", () => {
  const names = Object.keys(items) as ItemName[];
  expect(names.map((name) => itemKey("payments", name))).toEqual([
    { system: "payments" },
    { system: "payments#emergency" },
    { system: "payments#lock" },
    { system: "payments#emergency-lock" },
    { system: "payments#canary" },
    { system: "payments#canary-of-last-epoch" },
    { system: "payments#drill" },
  ]);
});

test.each<{ name: ItemName; what: string; item: object }>([
  { name: "record", what: "as Terraform makes it", item: ROLE },
  { name: "record", what: "after a failover", item: { ...ROLE, ...CHANGE } },
  { name: "emergency", what: "after a takeover", item: { ...ROLE, ...CHANGE, reason: "us-east-2 is lost" } },
  { name: "lock", what: "free", item: {} },
  { name: "lock", what: "released, with who had it last", item: { taken_at: NOW, mode: "failover" } },
  { name: "emergencyLock", what: "held", item: { holder: "execution", taken_at: NOW, mode: "switchover" } },
  { name: "canary", what: "acknowledged", item: { written: NOW, epoch: 3 } },
  {
    name: "drill",
    what: "finished",
    item: { finished_at: NOW, recovery_seconds: 301.5, lost_seconds: 0, succeeded: true, mode: "failover" },
  },
])("the item $name is understood: $what", ({ name, item }) => {
  expect(items[name].parse({ ...itemKey("payments", name), ...item })).toEqual(item);
});

test.each<{ name: ItemName; what: string; item: object; path: string }>([
  { name: "record", what: "an unknown site", item: { ...ROLE, active_site: "moon" }, path: "active_site" },
  {
    name: "record",
    what: "no traffic site",
    item: { ...ROLE, traffic_site: undefined },
    path: "traffic_site",
  },
  { name: "record", what: "an epoch of zero", item: { ...ROLE, epoch: 0 }, path: "epoch" },
  { name: "record", what: "an epoch as text", item: { ...ROLE, epoch: "2" }, path: "epoch" },
  { name: "emergency", what: "no reason", item: ROLE, path: "reason" },
  { name: "lock", what: "an unknown mode", item: { holder: "execution", mode: "panic" }, path: "mode" },
  { name: "canary", what: "a time that is none", item: { written: "noon", epoch: 1 }, path: "written" },
])("the item $name is refused: $what", ({ name, item, path }) => {
  expect(items[name].safeParse(item).error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});

test("a note that makes no sense keeps no site from obeying the record", () => {
  expect(items.record.parse({ ...ROLE, changed_at: "yesterday", changed_by: 1 })).toEqual(ROLE);
});
