import type { Participant } from "../participant";
import { lower } from "./fargate/lower";
import { raise } from "./fargate/raise";
import type { ServiceParticipantProps } from "./fargate/scaling";
import { verify } from "./fargate/verify";

/** A service of ECS on Fargate: its tasks are raised to what an active site runs, and lowered again. */
export function fargateService(props: ServiceParticipantProps): Participant {
  return {
    name: "service",
    takeOver: (scope) => [raise(scope, props)],
    verify: (scope) => [verify(scope, props)],
    reprotect: (scope) => [lower(scope, props)],
  };
}
