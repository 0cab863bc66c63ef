import { KeyAuthorizer } from "../../constructs/api-keys/key-authorizer";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { EventStreaming } from "../../constructs/streaming/event-streaming";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addApiIngress } from "../shared/api-ingress";
import { reachedMember } from "../shared/global-database";
import { addMediaService, type MediaServingProps } from "../shared/media-service";
import { DATABASE_NAMES } from "./names";
import type { GlobalstreamSettings } from "./settings";

/** What a site serves with. */
export type Serving = ReturnType<typeof addServing>;

/** What a site gets so that it can serve. */
export interface ServingProps extends MediaServingProps {
  readonly given: GlobalstreamSettings;
  /** The site's own member of the global database. */
  readonly database: AuroraCluster;
}

/**
 * Bodies longer than the 8 KB that the firewall takes: parts of films are no text, and the API checks batches of events against
 * their schema.
 */
const UPLOADS = /^(\/v1)?\/(events|titles\/[a-z0-9-]+\/media\/uploads\/[A-Za-z0-9-]+\/parts\/[0-9]+)$/;

/**
 * How long ECS lets a new task be that fails health checks, in seconds: it connects to database, cache and file system first
 * (GS-ECS-05 asks for more than 60).
 */
const HEALTH_CHECK_GRACE_SECONDS = 120;

/** Adds what answers callers, in both sites alike: API, events, service, and its ways to database, cache and files. */
export function addServing(stack: RegionalStack, props: ServingProps) {
  const { given, foundation, database, cache, dataKeyArn } = props;
  const { operationsKeyArn, logRetentionInDays } = foundation;
  const streaming = new EventStreaming(stack, "events", {
    ...given.events,
    dataKeyArn,
    operationsKeyArn,
    logRetentionInDays,
  });
  const authorizer = new KeyAuthorizer(stack, "key-authorizer", {
    secretKeyArn: dataKeyArn,
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  const ingress = addApiIngress(stack, {
    ...props,
    uploads: UPLOADS,
    authorizer: authorizer.function,
    stream: streaming.stream,
  });
  const { service, accessPoint } = addMediaService(stack, {
    ...props,
    loadBalancer: ingress.loadBalancer,
    files: "content",
    database: reachedMember(database, DATABASE_NAMES),
    cacheHost: cache.configurationEndpointAddress,
    environment: { CORS_ORIGIN: given.api.allowedOrigin },
    healthCheckGraceSeconds: HEALTH_CHECK_GRACE_SECONDS,
  });
  return { ...ingress, service, accessPoint, streaming, authorizer };
}
