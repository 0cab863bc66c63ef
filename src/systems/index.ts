import { globalstream } from "./globalstream";
import { mediadb } from "./mediadb";
import { payments } from "./payments";
import { streamflix } from "./streamflix";
import type { SystemDefinition } from "./system";

/** Every system that an environment can deploy. */
export const systems: readonly SystemDefinition[] = [payments, streamflix, globalstream, mediadb];
