import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformConfiguration } from "../terraform/configuration";
import { readSynthesized, SYNTHESIZED } from "../terraform/synthesized";
import { StateFiles, type States } from "./states";

/** Where cdktf puts files that a stack uploads, such as the code of functions; a stack may have none. */
const ASSETS = "assets";
/** Terraform merges files of this ending over the others, so the synthesized file stays byte for byte what it is. */
const BACKEND_OVERRIDE = "backend_override.tf.json";
const CHANGE_OVERRIDE = "change_override.tf.json";

/** A copy of one synthesized stack in which Terraform can work without the real state backend. */
export class StackFolder {
  readonly path: string;
  readonly planFile = "rehearsal.tfplan";

  constructor(
    readonly stack: string,
    /** The synthesized stack: the folder that holds its `cdk.tf.json`. */
    source: string,
    workFolder: string,
    private readonly states: States = new StateFiles(workFolder),
  ) {
    this.path = join(workFolder, stack);
    mkdirSync(this.path, { recursive: true });
    cpSync(join(source, SYNTHESIZED), join(this.path, SYNTHESIZED));
    if (existsSync(join(source, ASSETS))) {
      cpSync(join(source, ASSETS), join(this.path, ASSETS), { recursive: true });
    }
    writeBackend(this.path, states.backendOf(stack));
  }

  /** What Terraform made here, as its JSON; undefined before the first apply. */
  get state(): string | undefined {
    return this.states.read(this.stack);
  }

  set state(state: string | undefined) {
    this.states.write(this.stack, state);
  }

  get configuration(): TerraformConfiguration {
    return readSynthesized(this.path);
  }

  /** Changes arguments of a resource, over what was synthesized. */
  change(type: string, name: string, args: Readonly<Record<string, unknown>>): void {
    writeJson(join(this.path, CHANGE_OVERRIDE), { resource: { [type]: { [name]: args } } });
  }

  /** Takes the change back. */
  unchange(): void {
    rmSync(join(this.path, CHANGE_OVERRIDE), { force: true });
  }
}

/** Lets Terraform keep a stack's state elsewhere, over the backend that was synthesized. */
export function writeBackend(stackFolder: string, backend: Readonly<Record<string, unknown>>): void {
  writeJson(join(stackFolder, BACKEND_OVERRIDE), { terraform: { backend } });
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
