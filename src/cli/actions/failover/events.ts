import type { Site } from "../../../config/site";
import type { Check } from "../../../failover/operate/checks/check";
import type { Deployment } from "../../../failover/operate/deployment";
import type { FollowEvent } from "../../../failover/operate/follow";
import type { Preview } from "../../../failover/operate/preview";
import type { Mode } from "../../../failover/plan/model";

/** An execution that is followed. */
export interface FollowedExecution {
  readonly site: Site;
  readonly region: string;
  readonly mode: Mode;
  readonly arn: string;
}

/** What happens while an operation runs. */
export type OperationEvent =
  | { readonly type: "checked"; readonly checks: readonly Check[] }
  | { readonly type: "preview"; readonly preview: Preview; readonly deployment: Deployment }
  | ({ readonly type: "following"; readonly isNew: boolean } & FollowedExecution)
  | FollowEvent
  /** Something goes on in AWS from now on, whatever happens here. */
  | { readonly type: "begun"; readonly text: string }
  /** Something worth a line. */
  | { readonly type: "note"; readonly text: string };
