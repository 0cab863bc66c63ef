import { erasePeople, makePeople, type Asked } from "./people";
import { runStage, type Loaded, type StageResult } from "./run-stage";
import { stagesOf, type Plan } from "./stages";

/** A whole run. */
export interface Run extends Plan, Omit<Loaded, "people"> {
  readonly asked: Asked;
  /** Viewers that are made for it. */
  readonly viewers: number;
  /** Told what happens. */
  readonly tell: (text: string) => void;
}

/**
 * Makes viewers, sends every stage's load until one is stopped by errors, and erases the viewers, whatever happened.
 *
 * @throws Error when the viewers can't be made: nothing is sent then.
 */
export async function run({ viewers, tell, ...given }: Run): Promise<StageResult[]> {
  tell(`making ${viewers} viewers`);
  const people = await makePeople(given.asked, viewers);
  const results: StageResult[] = [];
  try {
    for (const stage of stagesOf(given)) {
      tell(`${stage.name}: ${stage.rate} requests a second for ${stage.seconds} s`);
      const result = await runStage(stage, { ...given, people });
      results.push(result);
      if (result.stopped || given.signal.aborted) break;
    }
  } finally {
    tell(`erasing ${viewers} viewers`);
    const left = await erasePeople(given.asked, people);
    if (left > 0) tell(`${left} viewers could not be erased: their name is "Load test"`);
  }
  return results;
}
