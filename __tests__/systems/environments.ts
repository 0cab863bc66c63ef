import type { Environment } from "../../src/config/environment";
import { destroyableEnvironment, protectedEnvironment } from "../support/synthesis";

/** What a test may say of an environment beside its systems. */
type Given = Omit<NonNullable<Parameters<typeof destroyableEnvironment>[0]>, "systems">;

/** What a test may say of a system. */
type Settings = Readonly<Record<string, unknown>>;

/** What protected systems stand on. */
const THREE_ZONES = { zones: ["a", "b", "c"], natGateways: "per-zone" };

/** StreamFlix alone, with every default, where everything may go. */
export function smallStreamflix(settings: Settings = {}, given: Given = {}): Environment {
  return destroyableEnvironment({ ...given, systems: { streamflix: settings } });
}

/** StreamFlix alone over three zones, where nothing may go. */
export function protectedStreamflix(settings: Settings = {}, given: Given = {}): Environment {
  return protectedEnvironment({ ...given, systems: { streamflix: { network: THREE_ZONES, ...settings } } });
}

/** GlobalStream alone, with every default, where everything may go. */
export function smallGlobalstream(settings: Settings = {}, given: Given = {}): Environment {
  return destroyableEnvironment({ ...given, systems: { globalstream: settings } });
}

/** GlobalStream alone over three zones, where nothing may go. */
export function protectedGlobalstream(settings: Settings = {}, given: Given = {}): Environment {
  return protectedEnvironment({ ...given, systems: { globalstream: { network: THREE_ZONES, ...settings } } });
}

/** Mediadb alone, with every default, where everything may go. */
export function smallMediadb(settings: Settings = {}, given: Given = {}): Environment {
  return destroyableEnvironment({ ...given, systems: { mediadb: settings } });
}

/** Mediadb alone over three zones, none of which has a way out, where nothing may go. */
export function protectedMediadb(settings: Settings = {}, given: Given = {}): Environment {
  const network = { zones: THREE_ZONES.zones };
  return protectedEnvironment({ ...given, systems: { mediadb: { network, ...settings } } });
}

/** Each system by itself, in a small and in a protected environment. */
export const ENVIRONMENTS = [
  { system: "payments", environment: destroyableEnvironment() },
  { system: "payments", environment: protectedEnvironment() },
  { system: "streamflix", environment: smallStreamflix() },
  { system: "streamflix", environment: protectedStreamflix() },
  { system: "globalstream", environment: smallGlobalstream() },
  { system: "globalstream", environment: protectedGlobalstream() },
  { system: "mediadb", environment: smallMediadb() },
  { system: "mediadb", environment: protectedMediadb() },
] as const;
