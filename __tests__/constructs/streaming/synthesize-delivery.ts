import { deliveredStreamSettings } from "../../../src/constructs/streaming/delivered-stream-settings";
import { EventDelivery, type EventDeliveryProps } from "../../../src/constructs/streaming/event-delivery";
import { EventStream } from "../../../src/constructs/streaming/event-stream";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { synthesizeStack, type Placement } from "../../support/stack";

/** Keys of the region that a stack stands in. */
const keyIn = (region: string, name: string) => `arn:aws:kms:${region}:111122223333:key/${name}`;

/** Adds a stream and its delivery. */
export function addDelivery(stack: RegionalStack, given: Partial<EventDeliveryProps> = {}): EventDelivery {
  const settings = deliveredStreamSettings.parse({});
  const dataKeyArn = keyIn(stack.region, "data");
  return new EventDelivery(stack, "events-delivery", {
    stream: new EventStream(stack, "events", { ...settings, keyArn: dataKeyArn }),
    settings: settings.archive,
    dataKeyArn,
    operationsKeyArn: keyIn(stack.region, "operations"),
    logRetentionInDays: 7,
    ...given,
  });
}

/** A stream and its delivery, and what they synthesize to. */
export function synthesizeDelivery(given: Partial<EventDeliveryProps> = {}, placement: Placement = {}) {
  const made: { delivery?: EventDelivery } = {};
  const configuration = synthesizeStack((stack) => {
    made.delivery = addDelivery(stack, given);
  }, placement);
  return { ...made, configuration };
}
