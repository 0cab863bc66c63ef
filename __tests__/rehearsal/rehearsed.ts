import { rehearse } from "../../src/rehearsal/rehearse";
import { mockProvider, type RehearsalProvider } from "../../src/rehearsal/provider";
import type { RehearsalReport } from "../../src/rehearsal/report";
import { StateServer } from "../../src/rehearsal/state-server";
import type { StackFolder } from "../../src/rehearsal/workspace";
import { Steps } from "../../src/progress/steps";
import type { Environment } from "../../src/config/environment";
import type { PerSite } from "../../src/config/site";
import { systems } from "../../src/systems";
import { MockProvider } from "../../src/terraform/mock-provider";
import { smallPayments } from "../support/small-payments";
import { ACCOUNT, REGIONS, destroyableEnvironment } from "../support/synthesis";
import { SynthesizedSystem } from "./synthesized";

/** What a rehearsal works with, to be meddled with. */
export interface Scene {
  readonly folders: PerSite<StackFolder>;
  readonly provider: RehearsalProvider;
  /** The pretended account behind the provider. */
  readonly account: MockProvider["store"];
  readonly abort: (reason: Error) => void;
}

/** How a rehearsal differs from one of a destroyable environment that nobody meddles with. */
export interface Meddling {
  readonly environment?: Environment;
  /** Default: the small payments, as what is rehearsed again and again need not be big. */
  readonly whole?: boolean;
  /** Default: it goes to the end. */
  readonly plansOnly?: boolean;
  /** Default: as the environment says. */
  readonly isProtected?: boolean;
  /** Default: it is left out, as only its own tests need it. */
  readonly withIndependence?: boolean;
  /** Default: the failover is rehearsed wherever the stacks have its state machines. */
  readonly withoutFailover?: boolean;
  /** Default: the pretended account holds no real resources. */
  readonly makesRealResources?: boolean;
  /** Done before the first step. */
  readonly first?: (scene: Scene) => void;
  /** Done when a step begins, by its title. */
  readonly at?: Readonly<Record<string, (scene: Scene) => void>>;
}

/** A rehearsal that has ended, by itself or with an error. */
export interface Rehearsed {
  readonly report?: RehearsalReport;
  readonly error?: unknown;
  readonly account: MockProvider["store"];
  /** Titles of the steps that were begun. */
  readonly begun: readonly string[];
}

/** What the tests of a file have synthesized, by what went in: a rehearsal works in copies. */
const synthesized = new Map<string, SynthesizedSystem>();
afterAll(() => synthesized.forEach((one) => one.remove()));

function synthesizedOnce(environment: Environment, whole: boolean): SynthesizedSystem {
  const input = JSON.stringify({ environment, whole });
  const one = synthesized.get(input) ?? new SynthesizedSystem(environment, whole ? systems : [smallPayments]);
  synthesized.set(input, one);
  return one;
}

/** Rehearses the stacks of the environment's first system with real Terraform and the mock provider. */
export async function rehearsed(meddling: Meddling = {}): Promise<Rehearsed> {
  const { environment = destroyableEnvironment(), first, at = {} } = meddling;
  const states = await StateServer.start();
  const synthesis = synthesizedOnce(environment, meddling.whole ?? false);
  const { system } = synthesis;
  const folders = synthesis.newFolders(states);
  const started = jest.spyOn(MockProvider, "start");
  const provider = await mockProvider(ACCOUNT, [folders.primary.configuration, folders.dr.configuration]);
  const { store: account } = (await started.mock.results[0]?.value) as MockProvider;
  started.mockRestore();
  const controller = new AbortController();
  const scene = { folders, provider, account, abort: (reason: Error) => controller.abort(reason) };
  const begun: string[] = [];
  const steps = new Steps(controller.signal, ({ type, title }) => {
    if (type !== "started") return;
    begun.push(title);
    at[title]?.(scene);
  });
  try {
    first?.(scene);
    const { setRegionsDown: _cut, ...withoutIndependence } = provider;
    const { resources: _moved, ...withoutFailover } = withoutIndependence;
    const report = await rehearse({
      system,
      regions: environment.systems[system]?.regions ?? REGIONS,
      folders,
      plansOnly: meddling.plansOnly,
      provider: {
        ...(meddling.withIndependence
          ? provider
          : meddling.withoutFailover
            ? withoutFailover
            : withoutIndependence),
        makesRealResources: meddling.makesRealResources ?? false,
      },
      binary: "terraform",
      isProtected: meddling.isProtected ?? environment.protection === "protected",
      signal: controller.signal,
      steps,
    });
    return { report, account, begun };
  } catch (error) {
    return { error, account, begun };
  } finally {
    provider.stop();
    states.stop();
  }
}
