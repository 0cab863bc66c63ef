import type { Invariant } from "./invariant";

/** In the end every resource is as it is after a failover without a fault: then a plan of Terraform is empty. */
export const endsAsTerraformPlans: Invariant = {
  name: "ends as Terraform plans",
  says: "in the end the resources read back as after an undisturbed move to the same site, whose plans are empty",
  check({ world: { store, records }, window, reference }) {
    return reference.differences(records.role.activeSite, store).map((what) => ({ at: window.to, what }));
  },
};
