import type { Environment } from "../../src/config/environment";
import { destroyableEnvironment, protectedEnvironment } from "../support/synthesis";

/** What a test may say of an environment beside its systems. */
type Given = Omit<NonNullable<Parameters<typeof destroyableEnvironment>[0]>, "systems">;

/** What a test may say of the streaming platform. */
type Settings = Readonly<Record<string, unknown>>;

/** StreamFlix alone, with every default, where everything may go. */
export function smallStreamflix(settings: Settings = {}, given: Given = {}): Environment {
  return destroyableEnvironment({ ...given, systems: { streamflix: settings } });
}

/** StreamFlix alone over three zones, where nothing may go. */
export function protectedStreamflix(settings: Settings = {}, given: Given = {}): Environment {
  const network = { zones: ["a", "b", "c"], natGateways: "per-zone" };
  return protectedEnvironment({ ...given, systems: { streamflix: { network, ...settings } } });
}

/** Each system by itself, in a small and in a protected environment. */
export const ENVIRONMENTS = [
  { system: "payments", environment: destroyableEnvironment() },
  { system: "payments", environment: protectedEnvironment() },
  { system: "streamflix", environment: smallStreamflix() },
  { system: "streamflix", environment: protectedStreamflix() },
] as const;
