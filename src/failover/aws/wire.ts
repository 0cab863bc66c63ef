import { AslError } from "../asl/asl-error";
import type { Json } from "../asl/json";
import type { Action, Service } from "./service";
import type { Surroundings } from "./surroundings";

/** A call of an AWS API. */
export interface Call {
  /** The region that the caller is in. */
  readonly from: string;
  /** The region that is called. */
  readonly region: string;
  /** As Step Functions spells it, for example `applicationautoscaling`. */
  readonly service: string;
  /** For example `registerScalableTarget`. */
  readonly action: string;
  readonly args: Json;
}

/** A call that was made. */
export interface LoggedCall extends Call {
  /** When it was sent, in milliseconds on the clock. */
  readonly at: number;
}

/** What carries calls to the services and answers back. */
export interface WireProps {
  readonly world: Surroundings;
  readonly services: Readonly<Record<string, Service>>;
  /** Whether a caller in one region reaches another one now. */
  readonly isReachable: (region: string, from: string) => boolean;
  readonly onCall: (call: LoggedCall) => void;
}

/**
 * Carries calls to the services, and their answers back; either way takes half of the call's time. What has arrived is done,
 * even when nobody waits for the answer any more. A region that can't be reached never answers.
 */
export class Wire {
  constructor(private readonly props: WireProps) {}

  /** @throws AslError with what the service refuses; Error for what the model does not know. */
  async call(call: Call): Promise<unknown> {
    const { world, isReachable, onCall } = this.props;
    const { clock } = world;
    const action = this.actionOf(call);
    onCall({ ...call, at: clock.now });
    const halfMs = world.duration("call") * 500;
    const isCut = () => !isReachable(call.region, call.from);
    await clock.sleep(halfMs);
    if (isCut()) return never();
    const answer = await outcome(async () => action(call.args as never, call.region));
    await clock.sleep(halfMs);
    if (isCut()) return never();
    return answer();
  }

  private actionOf({ service, action }: Call): Action {
    const found = this.props.services[service]?.[action];
    if (!found) throw new Error(`the model does not know ${service}:${action}`);
    return found;
  }
}

/** What came of it, to be told later: a value, or what the service refuses. */
async function outcome(work: () => Promise<unknown>): Promise<() => unknown> {
  try {
    const value = await work();
    return () => value;
  } catch (error) {
    if (!(error instanceof AslError)) throw error;
    return () => {
      throw error;
    };
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
