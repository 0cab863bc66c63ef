import type { FastifyBaseLogger, FastifyServerOptions } from "fastify";
import { maskCardNumbers } from "./card-numbers";
import type { CommonConfiguration } from "./configuration";

/** What the parts of the service log with. */
export type Log = Pick<FastifyBaseLogger, "info" | "warn" | "error">;

/** Where log lines go. */
export interface LogStream {
  write(line: string): void;
}

/** What fastify logs with: one JSON line a record, in which no card number survives. */
export function loggerOptions(
  { LOG_LEVEL, SYSTEM, SITE }: CommonConfiguration,
  stream?: LogStream,
): Exclude<FastifyServerOptions["logger"], boolean | undefined> {
  return {
    level: LOG_LEVEL,
    // As the functions call it: one query finds both.
    messageKey: "message",
    base: { system: SYSTEM, site: SITE },
    formatters: { level: (level) => ({ level }) },
    // As text: 13 digits of milliseconds could be taken for a card number.
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    // Nobody logs these on purpose; an error or a library might.
    redact: ["*.password", "*.card", "*.body", "*.headers", "*.authorization", "*.command.args"],
    hooks: { streamWrite: maskCardNumbers },
    ...(stream && { stream }),
  };
}
