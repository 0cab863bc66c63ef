import { ACCESS_LOG_FORMAT } from "../../../src/constructs/api/access-log";
import { LogQueries } from "../../../src/constructs/observability/log-queries";
import { argumentsOf, blocksOf, synthesizeStack } from "../../support/stack";
import { watchSite } from "./watched-site";

const QUERY = "aws_cloudwatch_query_definition";

describe("saved questions to logs", () => {
  test("exist for every log group of a site", () => {
    const configuration = synthesizeStack((stack) => void watchSite(stack), { site: "dr" });
    expect(
      blocksOf(configuration, QUERY)
        .map(({ block }) => block.name)
        .sort(),
    ).toEqual([
      "payments-blocked-requests-dr-dev",
      "payments-rejected-flows-dr-dev",
      "payments-rejected-validations-dr-dev",
      "payments-role-changes-dr-dev",
      "payments-service-errors-dr-dev",
      "payments-slow-statements-dr-dev",
    ]);
  });

  test("are left out where there is no log group", () => {
    const configuration = synthesizeStack((stack) => {
      new LogQueries(stack, "queries", { database: "/aws/rds/cluster/a/postgresql" });
    });
    expect(blocksOf(configuration, QUERY)).toHaveLength(1);
    expect(argumentsOf(configuration, QUERY)).toEqual({
      name: "payments-slow-statements-dev",
      log_group_names: ["/aws/rds/cluster/a/postgresql"],
      query_string: [
        "fields @timestamp, @logStream",
        "| filter @message like /duration: [0-9.]+ ms/",
        '| parse @message "duration: * ms *" as milliseconds, statement',
        "| sort milliseconds desc",
        "| limit 50",
      ].join("\n"),
    });
  });

  test("ask the API's access log by the names of its fields", () => {
    const configuration = synthesizeStack((stack) => {
      new LogQueries(stack, "queries", { api: "/aws/apigateway/a" });
    });
    const fields = new Set(Object.keys(JSON.parse(ACCESS_LOG_FORMAT) as object));
    const queries = blocksOf(configuration, QUERY).map(({ block }) => String(block.query_string));
    expect(queries).toHaveLength(3);
    const asked = queries.flatMap((query) => /by ([a-zA-Z, ]+)/.exec(query)?.[1]?.split(", ") ?? []);
    expect(asked.filter((name) => !fields.has(name))).toEqual([]);
    expect(asked).toEqual(expect.arrayContaining(["resource", "method", "client", "status"]));
  });

  test("ask what a delivery, a remedy and a deletion say of themselves", () => {
    const configuration = synthesizeStack((stack) => {
      new LogQueries(stack, "queries", { delivery: "/a", remediation: "/b", retention: "/c" });
    });
    expect(blocksOf(configuration, QUERY).map(({ block }) => [block.name, block.log_group_names])).toEqual([
      ["payments-delivery-errors-dev", ["/a"]],
      ["payments-remediation-dev", ["/b"]],
      ["payments-retention-dev", ["/c"]],
    ]);
  });
});
