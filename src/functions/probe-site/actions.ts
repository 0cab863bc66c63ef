import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { otherSite } from "../../config/site";
import { readRoleRecord } from "../../role-record/read";
import { Canaries } from "./canaries";
import type { Clock } from "./clock";
import { confirm } from "./confirm";
import { measure } from "./measure";
import { probe } from "./probe";
import { publish } from "./publish";
import type { Request } from "./request";
import type { Settings } from "./settings";
import { SiteClient } from "./site-client";
import { Verdict, type ResolveTxt } from "./verdict";

/** What the actions work with. */
export interface Tools {
  /** Of the function's own region, as `cloudWatch` is. */
  readonly documents: DynamoDBDocumentClient;
  readonly cloudWatch: CloudWatchClient;
  readonly resolveTxt: ResolveTxt;
  readonly clock: Clock;
}

/** Does what is asked for. */
export async function act(request: Request, settings: Settings, tools: Tools): Promise<object> {
  const { SYSTEM: system, ENVIRONMENT_SUFFIX: suffix, SITE: own, ROLE_TABLE: table } = settings;
  const { documents, cloudWatch, clock, resolveTxt } = tools;
  const client = (host: string) => new SiteClient(`https://${host}`);
  const sites = { primary: client(settings.PRIMARY_HOST), dr: client(settings.DR_HOST) };
  const canaries = new Canaries(documents, table, system);
  const readRecord = () => readRoleRecord(documents, table, system);
  switch (request.action) {
    case "probe": {
      const tell = (seen: Parameters<typeof publish>[2]) => publish(cloudWatch, { system, suffix }, seen);
      await probe({ readRecord, sites, canaries, publish: tell }, clock);
      return {};
    }
    case "confirm": {
      const name = settings.VERDICT_NAME;
      const verdict = name === undefined ? undefined : new Verdict(name, resolveTxt);
      return confirm({ suspicion: request.suspicion, other: sites[otherSite(own)], verdict }, clock);
    }
    case "measure": {
      const { epoch } = await readRecord();
      const service = client(settings.SERVICE_HOST);
      return measure({ site: own, epoch, service, own: sites[own], canaries }, clock);
    }
  }
}
