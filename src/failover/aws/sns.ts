import { serviceError, type Service } from "./service";
import type { Surroundings } from "./surroundings";

/** A message that a topic took. */
export interface Message {
  /** Milliseconds on the clock. */
  readonly at: number;
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
}

/**
 * SNS: takes messages for topics that a stack has made.
 *
 * Source: SNS API reference (Publish), read 2026-11.
 */
export class Sns {
  readonly messages: Message[] = [];

  constructor(private readonly world: Surroundings) {}

  readonly actions: Service = {
    publish: (
      args: { readonly TopicArn: string; readonly Subject?: string; readonly Message: string },
      region: string,
    ) => {
      const { clock, store } = this.world;
      const { TopicArn: topicArn, Subject: subject = "", Message: message } = args;
      const isThere = store
        .find("aws_sns_topic", region)
        .some(({ attributes }) => attributes["arn"] === topicArn);
      if (!isThere) throw serviceError("Sns", "NotFoundException", `${region} has no topic ${topicArn}.`);
      this.messages.push({ at: clock.now, topicArn, subject, message });
      return { MessageId: `message-${this.messages.length}` };
    },
  };
}
