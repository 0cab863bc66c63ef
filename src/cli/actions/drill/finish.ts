import { otherSite, type Site } from "../../../config/site";
import { countCanaries, measureTakeover } from "../../../failover/drill/measure";
import { missesOf, type DrillResult } from "../../../failover/drill/result";
import { targetsOf } from "../../../failover/objectives/bounds";
import { EXIT } from "../exit-codes";
import type { OperationReport } from "../failover/report";
import type { Drill, DrillReport } from "./drill";
import { recordDrill } from "./record-drill";
import { writeReport } from "./write-report";

/** Measures a drill that has ended, well or not; writes its report, and down in the role table that it was. */
export async function finishDrill(drill: Drill, report: OperationReport): Promise<DrillReport> {
  const result = resultOf(drill);
  const found = result.misses.map((message) => ({ message }));
  const isPassed = report.ok && found.length === 0;
  const unrecorded = await recordDrill(drill.operation, result, isPassed);
  const added = [...found, ...(unrecorded === undefined ? [] : [{ message: unrecorded }])];
  const ok = isPassed && unrecorded === undefined;
  const whole: DrillReport = {
    ...report,
    ok,
    exitCode: ok ? EXIT.done : EXIT.failed,
    problems: [...report.problems, ...added],
    failure: [report.failure, ...added.map(({ message }) => message)].filter(Boolean).join("\n"),
    drill: result,
    files: [],
  };
  return { ...whole, files: writeReport(drill.request.reportFolder, whole) };
}

function resultOf({ operation, request, writer, from, mode, startedAt, isContinued }: Drill): DrillResult {
  const { deployment, clock } = operation.context;
  const target = otherSite(from);
  const { plan } = deployment.sites[target];
  const { attempts = [], findings = [] } = writer ?? {};
  const measured = findings.flatMap((finding) => measureTakeover(attempts, finding) ?? []);
  const at = (site: Site) => measured.find((each) => each.site === site);
  const [takeover, failback] = [at(target), at(from)];
  const judged = {
    objectives: targetsOf(plan),
    detectionSeconds: mode === "failover" ? plan.detection.duration.expectedSeconds : 0,
    ...(takeover && { takeover }),
  };
  return {
    ...judged,
    startedAt,
    finishedAt: new Date(clock.now()).toISOString(),
    mode,
    from,
    target,
    stays: request.stays ?? false,
    isContinued,
    ...(failback && { failback }),
    canaries: countCanaries(attempts),
    misses: missesOf(judged),
  };
}
