import { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Context } from "aws-lambda";
import { readSettings } from "../read-settings";
import { connect, type Login, type Place } from "./database";
import { Deadline } from "./deadline";
import { fitForReport } from "./errors";
import { readLogins } from "./logins";
import { failure, type Report } from "./report";
import { readAuthorities, readRequest, settings } from "./settings";
import { validate, type ValidateProps } from "./validate";

/** What is left for the last statement and the report when no more rows are compared, in milliseconds. */
const RESERVE = 150_000;

const logger = new Logger({ serviceName: "validate-restore" });

/** What the state machine is told: the rest is in the log. */
export type Verdict = Pick<Report, "status" | "message">;

/** Compares a restored database with the live one. Whatever goes wrong is a backup that is not proven, and no error. */
export async function handler(
  event: unknown,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<Verdict> {
  const deadline = new Deadline(Date.now() + context.getRemainingTimeInMillis() - RESERVE);
  const report = await reportOn(event, deadline).catch((error: unknown) => failure(fitForReport(error)));
  if (report.status === "SUCCESSFUL") logger.info("Restore validated", { report });
  else logger.error("Restore not valid", { report });
  return { status: report.status, message: report.message };
}

async function reportOn(event: unknown, deadline: Deadline): Promise<Report> {
  const { host, port, recoveryPoint } = readRequest(event);
  const given = readSettings(settings, process.env);
  const shared = { name: given.DATABASE_NAME, authorities: readAuthorities(given.DATABASE_CA_FILE) };
  const live: Place = {
    ...shared,
    label: "live",
    host: given.DATABASE_HOST,
    port: given.DATABASE_PORT,
  };
  const restored: Place = { ...shared, label: "restored", host, port };
  return withBoth({ live, restored }, await loginsOf(given.SECRET_ID), (clients) =>
    validate({
      ...clients,
      recoveryPoint,
      expectedTables: given.EXPECTED_TABLES,
      countTolerancePercent: given.COUNT_TOLERANCE_PERCENT,
      deadline,
    }),
  );
}

async function loginsOf(secretId: string): Promise<Login[]> {
  const client = new SecretsManagerClient();
  try {
    return await readLogins(client, secretId);
  } finally {
    client.destroy();
  }
}

async function withBoth<T>(
  places: Readonly<Record<"live" | "restored", Place>>,
  logins: readonly Login[],
  work: (clients: Pick<ValidateProps, "live" | "restored">) => Promise<T>,
): Promise<T> {
  const live = await connect(places.live, logins);
  try {
    const restored = await connect(places.restored, logins);
    try {
      return await work({ live, restored });
    } finally {
      await restored.end().catch(() => {});
    }
  } finally {
    await live.end().catch(() => {});
  }
}
