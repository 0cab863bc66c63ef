import type { Tell } from "../stream-handler";
import { PartlyDoneError, type ShardBatch, type StreamRecord } from "../stream-shards";
import { readEvent } from "./event";
import type { Counted } from "./metrics";
import { MOST_COUNTERS, type PlayCounts, type Plays } from "./play-counts";

/** What a counter works with. */
export interface CounterProps {
  readonly counts: Pick<PlayCounts, "add" | "checkpoint">;
  /** Told what was counted, once it is. */
  readonly tell: Tell<Counted>;
}

/** Records that one transaction counts. */
interface Part {
  readonly records: readonly StreamRecord[];
  readonly plays: readonly Plays[];
  readonly unknown: number;
}

/** Counts plays, each record once, however often and in whichever batches it comes. */
export class Counter {
  constructor(private readonly props: CounterProps) {}

  /**
   * Counts what of a batch is not counted yet. Plays count for the day on which their records arrived: players' clocks are wrong.
   *
   * @throws PartlyDoneError where a part is counted, and whatever kept the first part from it.
   */
  async count({ shardId, records }: ShardBatch): Promise<void> {
    const { counts, tell } = this.props;
    let from = await counts.checkpoint(shardId);
    const open = from === undefined ? records : after(from, records);
    if (open.length < records.length) tell("RepeatedRecords", records.length - open.length);
    for (const [index, part] of partsOf(open).entries()) {
      const [first, last] = [part.records[0], part.records.at(-1)];
      if (!first || !last) continue;
      try {
        const to = last.sequenceNumber;
        await counts.add({ shardId, from, to, toArrivedAt: last.arrivedAt, plays: part.plays });
        from = to;
      } catch (error) {
        if (index === 0 && open.length === records.length) throw error;
        throw new PartlyDoneError(first.sequenceNumber, error);
      }
      this.tellOf(part);
    }
  }

  private tellOf({ plays, unknown }: Part): void {
    const played = plays.reduce((sum, some) => sum + some.plays, 0);
    if (played > 0) this.props.tell("PlaysCounted", played);
    if (unknown > 0) this.props.tell("UnknownRecords", unknown);
  }
}

function after(checkpoint: string, records: readonly StreamRecord[]): readonly StreamRecord[] {
  const counted = BigInt(checkpoint);
  return records.filter(({ sequenceNumber }) => BigInt(sequenceNumber) > counted);
}

/** Cuts records where one more title or day would be too many for a transaction. */
function partsOf(records: readonly StreamRecord[]): Part[] {
  const parts: Part[] = [];
  let part = new OpenPart();
  for (const record of records) {
    if (!part.take(record)) {
      parts.push(part.closed);
      part = new OpenPart();
      part.take(record);
    }
  }
  return [...parts, part.closed];
}

/** A part that may take more. */
class OpenPart {
  private readonly records: StreamRecord[] = [];
  private readonly plays = new Map<string, Plays>();
  private unknown = 0;

  get closed(): Part {
    return { records: this.records, plays: [...this.plays.values()], unknown: this.unknown };
  }

  /** Whether the record had room. */
  take(record: StreamRecord): boolean {
    const event = readEvent(record.data);
    if (event?.type === "play" && !this.add(event.titleId, record.arrivedAt)) return false;
    if (!event) this.unknown += 1;
    this.records.push(record);
    return true;
  }

  private add(titleId: string, arrivedAt: Date): boolean {
    const day = arrivedAt.toISOString().slice(0, 10);
    const key = `${day} ${titleId}`;
    const plays = (this.plays.get(key)?.plays ?? 0) + 1;
    if (plays === 1 && this.plays.size === MOST_COUNTERS) return false;
    this.plays.set(key, { titleId, day, plays });
    return true;
  }
}
