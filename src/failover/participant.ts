import type { MachineSequence, MachineScope } from "./machine/step";
import type { RecoveryPoint } from "./plan/model";

/**
 * A construct that takes part in a failover: it names its own steps, their budgets, and what may be lost of its data. What it
 * does in each part runs beside what the others do in it.
 */
export interface Participant {
  /** For example `database`. */
  readonly name: string;
  /**
   * Refuses a takeover with data that nobody would want back, before the role is claimed. It only looks, and is asked where
   * the record does not name the site yet, unless the execution's input has `acceptStale`.
   */
  check?(scope: MachineScope): MachineSequence;
  /** Makes the site able to serve; runs after the old one is fenced by the epoch. */
  takeOver?(scope: MachineScope): MachineSequence;
  /** Shows that it can, before callers are let in. */
  verify?(scope: MachineScope): MachineSequence;
  /** What can wait until callers are in. */
  settle?(scope: MachineScope): MachineSequence;
  /** Makes the site stand by again, after the other one has taken over. */
  reprotect?(scope: MachineScope): MachineSequence;
  /** What it may lose, for each datastore. */
  readonly recoveryPoints?: readonly RecoveryPoint[];
}
