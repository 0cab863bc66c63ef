import { KeyAuthorizer } from "../../constructs/api-keys/key-authorizer";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { erasureTableArn, erasureTableName } from "../../constructs/retention/erasure-table";
import type { EventStream } from "../../constructs/streaming/event-stream";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addApiIngress } from "../shared/api-ingress";
import { reachedMember } from "../shared/global-database";
import { addMediaService, type MediaServingProps } from "../shared/media-service";
import { DATABASE_NAMES } from "./names";
import type { MediadbSettings } from "./settings";

/** What a site serves with. */
export type Serving = ReturnType<typeof addServing>;

/** What a site gets so that it can serve. */
export interface ServingProps extends MediaServingProps {
  readonly given: MediadbSettings;
  /** The site's own member of the global database. */
  readonly database: AuroraCluster;
  /** Where the API puts events. */
  readonly stream: EventStream;
}

/** Bodies longer than the 8 KB that the firewall takes: media are no text, and the API checks batches of events against their schema. */
const UPLOADS = /^(\/v1)?\/(events|titles\/[a-z0-9-]+\/media)$/;

/** Adds what answers callers, in both sites alike: API, service, and its ways to database, cache and files. */
export function addServing(stack: RegionalStack, props: ServingProps) {
  const { given, foundation, database, cache, dataKeyArn, stream } = props;
  const { operationsKeyArn, logRetentionInDays } = foundation;
  const authorizer = new KeyAuthorizer(stack, "key-authorizer", {
    secretKeyArn: dataKeyArn,
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  const ingress = addApiIngress(stack, {
    ...props,
    uploads: UPLOADS,
    authorizer: authorizer.function,
    stream,
  });
  const { service, accessPoint } = addMediaService(stack, {
    ...props,
    loadBalancer: ingress.loadBalancer,
    files: "media",
    database: reachedMember(database, DATABASE_NAMES),
    cacheHost: cache.primaryEndpointAddress,
    spot: given.spot,
    collector: given.collector,
    usesParameters: true,
    environment: {
      ENVIRONMENT_SUFFIX: stack.environment.suffix,
      ERASURE_TABLE: erasureTableName(stack),
      ERASURE_LIST_DAYS: String(given.retention.erasureListDays),
    },
    statements: [
      {
        sid: "RememberErasures",
        actions: ["dynamodb:GetItem", "dynamodb:PutItem"],
        resources: [erasureTableArn(stack)],
      },
    ],
  });
  return { ...ingress, service, accessPoint, authorizer };
}
