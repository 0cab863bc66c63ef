import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { QUERIES, type QueriedLogs } from "./log-query-texts";

/** The log groups that questions are saved for, each as a reference to its name. */
export type LogQueriesProps = QueriedLogs;

/** Questions that people ask first when something is wrong, saved in the console under Logs Insights. */
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
