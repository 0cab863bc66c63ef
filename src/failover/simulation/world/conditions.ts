import type { PerSite, Site } from "../../../config/site";

/** What is broken in the world, and what is not. A scenario changes it. */
export interface State {
  /** Regions that answer. */
  readonly up: PerSite<boolean>;
  /** Whether the regions reach each other. */
  readonly connected: boolean;
  /** Which share of the calls from outside fails, from 0 to 1. */
  readonly failing: PerSite<number>;
  /** Whether the writer of a site's database works, if it has it. */
  readonly databaseWorks: PerSite<boolean>;
  /** How many tasks a region can run. */
  readonly room: PerSite<number>;
}

const WELL: State = {
  up: { primary: true, dr: true },
  connected: true,
  failing: { primary: 0, dr: 0 },
  databaseWorks: { primary: true, dr: true },
  room: { primary: Infinity, dr: Infinity },
};

/** What is broken now, for whoever depends on it. */
export class Conditions {
  #state = WELL;
  readonly #listeners: (() => void)[] = [];

  get now(): State {
    return this.#state;
  }

  /** Whether one site's region reaches the other one. */
  get sitesReachEachOther(): boolean {
    const { up, connected } = this.#state;
    return up.primary && up.dr && connected;
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  change(changes: Partial<State>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }

  /** Changes something of one site. */
  changeSite<Name extends "up" | "failing" | "databaseWorks" | "room">(
    site: Site,
    name: Name,
    value: State[Name][Site],
  ): void {
    this.change({ [name]: { ...this.#state[name], [site]: value } });
  }

  /** Everything is well again. */
  mend(): void {
    this.change(WELL);
  }
}
