import type { Json } from "../../asl/json";
import type { Clients } from "../../../functions/other-site/clients";
import { act } from "../../../functions/other-site/actions";
import { readRequest } from "../../../functions/other-site/request";
import { readSettings } from "../../../functions/other-site/settings";
import type { VirtualClock } from "../../asl/clock";
import type { Wire } from "../wire";
import { SdkClient, type Spelling } from "./sdk-client";
import { DOCUMENTS, RDS_LETTERS, SMALL_LETTERS } from "./spellings";

/** How a function is run. */
export interface Run {
  readonly wire: Wire;
  readonly clock: VirtualClock;
  readonly region: string;
  /** The function's environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly payload: Json;
  /** Ends its calls shortly before its time is over. */
  readonly signal: AbortSignal;
}

/** Runs the code of the function that reaches the other site; only its clients of AWS and its clock are the model's. */
export async function runOtherSite({
  wire,
  clock,
  region,
  variables,
  payload,
  signal,
}: Run): Promise<object> {
  const settings = readSettings(variables);
  const client = (to: string, service: string, spelling?: Spelling) =>
    new SdkClient({ wire, clock, from: region, region: to, service, ...(spelling && { spelling }) });
  const { OTHER_REGION: other, ROLE_REGION: role } = settings;
  const clients = {
    other: {
      autoScaling: client(other, "applicationautoscaling"),
      ecs: client(other, "ecs", SMALL_LETTERS),
      rds: client(other, "rds", RDS_LETTERS),
      sfn: client(other, "sfn", SMALL_LETTERS),
    },
    role: {
      documents: client(role, "dynamodb", DOCUMENTS),
      cloudWatch: client(role, "cloudwatch"),
      ssm: client(role, "ssm"),
    },
    own: client(region, "dynamodb", DOCUMENTS),
    ownRds: client(region, "rds", RDS_LETTERS),
  } as unknown as Clients;
  return act(readRequest(payload), clients, settings, {
    signal,
    now: () => new Date(clock.epoch + clock.now),
    sleep: (milliseconds) => clock.sleep(milliseconds),
  });
}
