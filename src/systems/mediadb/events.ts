import type { ITerraformDependable } from "cdktf";
import { EventDelivery } from "../../constructs/streaming/event-delivery";
import { EventStream } from "../../constructs/streaming/event-stream";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import type { MediadbSettings } from "./settings";

/** The events of a site. */
export type Events = ReturnType<typeof addEvents>;

/** What the events of a site are made from. */
export interface EventsProps {
  readonly given: MediadbSettings;
  readonly foundation: Foundation;
  readonly dataKeyArn: string;
  /** The archive, where this stack makes it. */
  readonly archiveReady?: readonly ITerraformDependable[] | undefined;
}

/** Adds the stream that takes events, and what delivers them to the site's archive. */
export function addEvents(
  stack: RegionalStack,
  { given, foundation, dataKeyArn, archiveReady }: EventsProps,
) {
  const { archive, ...settings } = given.events;
  const { operationsKeyArn, logRetentionInDays } = foundation;
  const stream = new EventStream(stack, "events", { ...settings, keyArn: dataKeyArn });
  const delivery = new EventDelivery(stack, "events-delivery", {
    stream,
    settings: archive,
    dataKeyArn,
    operationsKeyArn,
    logRetentionInDays,
    ...(archiveReady && { dependsOn: [...archiveReady] }),
  });
  return { stream, delivery };
}
