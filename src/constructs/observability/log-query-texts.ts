/** A question to logs, in the query language of CloudWatch Logs Insights. */
export interface LogQuery {
  /** What its name says. */
  readonly thing: string;
  readonly lines: readonly string[];
}

/** The log groups that questions are saved for, each as a reference to its name. */
export interface QueriedLogs {
  readonly service?: string;
  readonly database?: string;
  readonly validation?: string;
  readonly flowLogs?: string;
  readonly firewall?: string;
  /** The access log of an API stage, in the form of `AccessLog`. */
  readonly api?: string;
  /** What Firehose logs of a delivery that fails. */
  readonly delivery?: string;
  /** Of the function that mends what alarms and events tell of. */
  readonly remediation?: string;
  /** Of the function that deletes what is kept for too long. */
  readonly retention?: string;
}

/** What a function says of its work, without what Lambda says of its runs. */
const TOLD_BY_FUNCTION = [
  "fields @timestamp, level, message, @message",
  "filter ispresent(level)",
  "sort @timestamp desc",
  "limit 100",
];

/**
 * What is asked of each of them.
 *
 * Source of the fields: CloudWatch Logs User Guide, "Supported logs and discovered fields", read 2026-11; of the API's, `ACCESS_LOG_FORMAT`.
 */
export const QUERIES: Readonly<Record<keyof QueriedLogs, readonly LogQuery[]>> = {
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
  api: [
    {
      thing: "api-failures",
      lines: [
        "filter status >= 500",
        "stats count(*) as requests by resource, method, status, error, integrationStatus, authorizerStatus",
        "sort requests desc",
        "limit 50",
      ],
    },
    {
      thing: "api-slow-requests",
      lines: [
        "stats count(*) as requests, pct(latency, 99) as p99, pct(integrationLatency, 99) as behind by resource, method",
        "sort p99 desc",
        "limit 50",
      ],
    },
    {
      thing: "api-refusals",
      lines: [
        "filter status in [401, 403, 429]",
        "stats count(*) as requests by client, sourceIp, status",
        "sort requests desc",
        "limit 50",
      ],
    },
  ],
  delivery: [
    {
      thing: "delivery-errors",
      lines: ["fields @timestamp, errorCode, message, @message", "sort @timestamp desc", "limit 100"],
    },
  ],
  remediation: [{ thing: "remediation", lines: TOLD_BY_FUNCTION }],
  retention: [{ thing: "retention", lines: TOLD_BY_FUNCTION }],
};
