import type { BootstrapScope } from "../actions/bootstrap";
import type { RunCommand } from "../../process/command";
import type { OutputStream } from "./output";

/** What commands are given of the world around them. */
export interface Host {
  /** Gets the result. */
  readonly stdout: OutputStream;
  /** Gets progress and problems. */
  readonly stderr: OutputStream;
  /** The project's root. */
  readonly root: string;
  /** The folder that the user stands in: paths on the command line are relative to it. */
  readonly folder: string;
  /** Where stacks are written to, absolute. */
  readonly outdir: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly run: RunCommand;
  /**
   * What the environment says about the state backend of a system.
   *
   * @throws Failure for an unknown system, EnvironmentError for a wrong environment.
   */
  scopeFor(system: string): BootstrapScope;
}
