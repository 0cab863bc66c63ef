import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";

/** A question to logs, in the query language of CloudWatch Logs Insights. */
interface LogQuery {
  /** What its name says. */
  readonly thing: string;
  readonly lines: readonly string[];
}

/** The log groups that questions are saved for, each as a reference to its name. */
export interface LogQueriesProps {
  readonly service?: string;
  readonly database?: string;
  readonly validation?: string;
  readonly flowLogs?: string;
  readonly firewall?: string;
}

const QUERIES: Readonly<Record<keyof LogQueriesProps, readonly LogQuery[]>> = {
  service: [
    {
      thing: "service-errors",
      lines: [
        "fields @timestamp, level, message, @logStream",
        'filter level in ["ERROR", "error", "FATAL", "fatal"] or @message like /(?i)exception|unhandled/',
        "sort @timestamp desc",
        "limit 100",
      ],
    },
    {
      thing: "role-changes",
      lines: [
        "fields @timestamp, message, @logStream",
        "filter @message like /(?i)epoch|demot|active.?site|read-only|stand(s|ing)? by/",
        "sort @timestamp desc",
        "limit 100",
      ],
    },
  ],
  database: [
    {
      thing: "slow-statements",
      lines: [
        "fields @timestamp, @logStream",
        "filter @message like /duration: [0-9.]+ ms/",
        'parse @message "duration: * ms *" as milliseconds, statement',
        "sort milliseconds desc",
        "limit 50",
      ],
    },
  ],
  validation: [
    {
      thing: "rejected-validations",
      lines: [
        "fields @timestamp, id, messageId, verdict",
        'filter verdict = "rejected" or level = "ERROR"',
        "sort @timestamp desc",
        "limit 100",
      ],
    },
  ],
  flowLogs: [
    {
      thing: "rejected-flows",
      lines: [
        'filter action = "REJECT"',
        "stats count(*) as flows, sum(bytes) as volume by srcAddr, dstAddr, dstPort",
        "sort flows desc",
        "limit 50",
      ],
    },
  ],
  firewall: [
    {
      thing: "blocked-requests",
      lines: [
        'filter action = "BLOCK"',
        "stats count(*) as requests by terminatingRuleId, httpRequest.clientIp, httpRequest.uri",
        "sort requests desc",
        "limit 50",
      ],
    },
  ],
};

/**
 * Questions that people ask first when something is wrong, saved in the console under Logs Insights.
 *
 * Source of the fields: CloudWatch Logs User Guide, "Supported logs and discovered fields", read 2026-11.
 */
export class LogQueries extends Construct {
  constructor(scope: Construct, id: string, props: LogQueriesProps) {
    super(scope, id);
    for (const [source, queries] of Object.entries(QUERIES)) {
      const logGroup = props[source as keyof LogQueriesProps];
      if (logGroup === undefined) continue;
      for (const { thing, lines } of queries) {
        new CloudwatchQueryDefinition(this, thing, {
          provider: providerOf(this),
          name: nameFor(this, thing, "queryDefinition"),
          logGroupNames: [logGroup],
          queryString: lines.join("\n| "),
        });
      }
    }
  }
}
