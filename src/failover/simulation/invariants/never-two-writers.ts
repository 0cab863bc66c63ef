import { common } from "../spans";
import type { Invariant } from "./invariant";

/** At no moment do both sites acknowledge writes. */
export const neverTwoWriters: Invariant = {
  name: "never two writers",
  says: "at no moment do both sites acknowledge writes",
  check({ world: { services }, window }) {
    const [primary, dr] = [services.primary, services.dr].map(({ acknowledges }) =>
      acknowledges.spans(Boolean, window),
    );
    return common(primary!, dr!).map(({ from, to }) => ({
      at: from,
      what: `both sites acknowledged writes for ${((to - from) / 1000).toFixed(1)} s`,
    }));
  },
};
