import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { News } from "./remediation";
import type { Settings } from "./settings";

/** The longest subject that SNS takes, in characters (Publish, API model of SDK 3.1162, read 2026-11). */
const SUBJECT_LIMIT = 100;

/** Where people are told. */
type Place = Pick<Settings, "SYSTEM" | "SITE" | "AWS_REGION" | "TOPIC_ARN" | "RUNBOOK">;

/** Tells people by the alert topic. */
export async function announce(client: SNSClient, place: Place, news: News): Promise<void> {
  const { remedy, result, saw, text, event } = news;
  const { SYSTEM, SITE, AWS_REGION, TOPIC_ARN, RUNBOOK } = place;
  const subject = `${SYSTEM}, ${SITE} site: ${remedy} ${result}`;
  await client.send(
    new PublishCommand({
      TopicArn: TOPIC_ARN,
      Subject: subject.slice(0, SUBJECT_LIMIT),
      Message: [
        `Remediation of ${SYSTEM} in ${AWS_REGION}, ${remedy}.`,
        `Seen: ${saw}.`,
        text,
        `Event: ${event.id}, ${event.time}. Runbook: ${RUNBOOK}`,
      ].join("\n"),
    }),
  );
}
