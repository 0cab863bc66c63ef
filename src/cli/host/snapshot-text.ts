import type { SnapshotReport } from "../actions/snapshot";
import { resultText } from "./operation-text";
import type { Colours } from "./output";

/** What came of a snapshot, and what to do next. */
export function snapshotText(report: SnapshotReport, colours: Colours): string {
  const { snapshot, deleted } = report;
  const lines = [
    ...(snapshot ? [`${snapshot.name} in ${snapshot.region} (${snapshot.site}): ${snapshot.status}`] : []),
    ...(deleted.length > 0 ? [`Deleted: ${deleted.join(", ")}`] : []),
  ];
  return `${lines.map((line) => `${line}\n`).join("")}${resultText(report, colours)}`;
}
