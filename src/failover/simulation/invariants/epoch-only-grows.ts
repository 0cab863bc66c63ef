import type { Invariant } from "./invariant";

/** The epoch of a record only grows, by each change of the active site. */
export const epochOnlyGrows: Invariant = {
  name: "the epoch only grows",
  says: "no write takes the record back to an older epoch, and another active site has a newer one",
  check({ world: { records } }) {
    return records.record.changes.flatMap(({ at, value }) => {
      const before = records.record.at(at - 1);
      if (value.epoch < before.epoch)
        return [{ at, what: `the epoch went from ${before.epoch} to ${value.epoch}` }];
      if (value.epoch > before.epoch || value.activeSite === before.activeSite) return [];
      return [{ at, what: `${value.activeSite} became active without a new epoch` }];
    });
  },
};
