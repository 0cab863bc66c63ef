import { AslError } from "../../asl/asl-error";
import { Crash } from "../../asl/crash";
import type { World as TaskWorld } from "../../asl/execution";
import type { Faults, Run } from "../executions";

/** What can go wrong in one state of an execution, each at its first visit; `fails always` at every visit. */
export const FAULTS = [
  "crashes before",
  "crashes after",
  "is done twice",
  "is late by 60 s",
  "answers too late",
  "fails once",
  "fails always",
] as const;

export type Fault = (typeof FAULTS)[number];

const LATE_MS = 60_000;

/** Faults of calls: states that call nothing can't have them. */
export const OF_CALLS: readonly Fault[] = ["is done twice", "answers too late", "fails once", "fails always"];

/** One fault in one state, in the execution that `isMeant` names. */
export function faultIn(state: string, fault: Fault, isMeant: (run: Run) => boolean): Faults {
  const first = once();
  const crash = () => {
    if (first()) throw new Crash(state);
  };
  return {
    hooks(run) {
      if (!isMeant(run)) return undefined;
      const at = (name: string) => name === state;
      switch (fault) {
        case "crashes before":
          return { before: (name) => (at(name) ? crash() : undefined) };
        case "crashes after":
          return { after: (name) => (at(name) ? crash() : undefined) };
        case "is done twice":
          return { times: (name) => (at(name) && first() ? 2 : 1) };
        case "is late by 60 s":
          return { delay: (name) => (at(name) && first() ? LATE_MS : 0) };
        default:
          return undefined;
      }
    },
    task(run, world) {
      return isMeant(run) ? withFault(state, fault, first, world) : world;
    },
  };
}

function withFault(state: string, fault: Fault, first: () => boolean, world: TaskWorld): TaskWorld {
  return async (resource, args, call) => {
    if (call.stateName !== state) return world(resource, args, call);
    if (fault === "fails always" || (fault === "fails once" && first())) {
      throw new AslError("States.TaskFailed", `${state} fails, as this exploration wants it`);
    }
    if (fault === "answers too late" && first()) {
      // It is done, and nobody hears of it.
      void world(resource, args, call).catch(() => undefined);
      return new Promise((_, reject) => {
        call.signal.addEventListener("abort", () => reject(new AslError("States.Timeout", "too late")), {
          once: true,
        });
      });
    }
    return world(resource, args, call);
  };
}

function once(): () => boolean {
  let isFirst = true;
  return () => {
    const was = isFirst;
    isFirst = false;
    return was;
  };
}
