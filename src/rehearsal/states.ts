import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where Terraform keeps the states of a rehearsal, by stack. */
export interface States {
  /** The `backend` block that makes Terraform keep a stack's state here. */
  backendOf(stack: string): Readonly<Record<string, unknown>>;
  /** The state as Terraform's JSON; undefined before the first apply. */
  read(stack: string): string | undefined;
  /** Puts another state in its place; undefined forgets it. */
  write(stack: string, state: string | undefined): void;
}

/**
 * States in files beside the stacks. They are there after a crash too, when they are the only way to destroy what was made.
 * Terraform writes the whole file again for every resource.
 */
export class StateFiles implements States {
  constructor(private readonly workFolder: string) {}

  backendOf(stack: string): Readonly<Record<string, unknown>> {
    return localBackend(this.fileOf(stack));
  }

  read(stack: string): string | undefined {
    const file = this.fileOf(stack);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  write(stack: string, state: string | undefined): void {
    if (state === undefined) rmSync(this.fileOf(stack), { force: true });
    else writeFileSync(this.fileOf(stack), state);
  }

  private fileOf(stack: string): string {
    return join(this.workFolder, stack, "terraform.tfstate");
  }
}

/** The `backend` block that makes Terraform keep a state in a file. */
export function localBackend(path: string): Readonly<Record<string, unknown>> {
  return { local: { path } };
}
