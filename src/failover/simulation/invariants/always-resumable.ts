import type { Invariant } from "./invariant";

/** Whatever stopped half-way ends well when the same is started again. */
export const alwaysResumable: Invariant = {
  name: "always resumable",
  says: "after a failure or a crash the same command, started again, ends well, and the site that is active gets the traffic",
  check({ world: { executions, records }, window }) {
    const { activeSite, trafficSite } = records.role;
    const stuck = executions.running.map(({ arn }) => ({ at: window.to, what: `${arn} has not ended` }));
    const halfWay =
      activeSite === trafficSite
        ? []
        : [{ at: window.to, what: `${activeSite} is active, and names lead to ${trafficSite}` }];
    const last = executions.all.findLast(({ mode }) => mode !== "reprotect");
    const failed =
      last?.result && last.result.status !== "SUCCEEDED"
        ? [
            {
              at: last.result.endedAt,
              what: `started again, ${last.mode} ended as ${last.result.status}${why(last.result)}`,
            },
          ]
        : [];
    return [...stuck, ...halfWay, ...failed];
  },
};

function why(result: { readonly status: string; readonly error?: string; readonly cause?: string }): string {
  return result.error === undefined ? "" : `: ${result.error}: ${result.cause}`;
}
