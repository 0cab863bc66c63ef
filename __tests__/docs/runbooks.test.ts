import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SITES } from "../../src/config/site";
import { Compliance } from "../../src/constructs/audit/compliance";
import { configSettings } from "../../src/constructs/audit/config-settings";
import { GuardDuty } from "../../src/constructs/audit/guard-duty";
import { ALARM_DESCRIPTION } from "../../src/constructs/observability/alarm-text";
import { DatabaseAlarms } from "../../src/constructs/observability/alarms/database-alarms";
import { DeliveryAlarms } from "../../src/constructs/observability/alarms/delivery-alarms";
import { SpotAlarms } from "../../src/constructs/observability/alarms/spot-alarms";
import { addDriftDetection } from "../../src/constructs/pipeline/drift-detection";
import { driftSettings } from "../../src/constructs/pipeline/drift-settings";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { alertTopic, watchSite } from "../constructs/observability/watched-site";
import { addPipeline, READER } from "../constructs/pipeline/synthesize-pipeline";
import { addRemediation } from "../constructs/remediation/synthesize-remediation";
import {
  buildSystem,
  destroyableEnvironment,
  protectedEnvironment,
  synthesizeStack,
} from "../support/synthesis";

const folder = join(__dirname, "..", "..", "docs", "runbooks");
const pages = readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .map((file) => file.slice(0, -3));
const runbooks = pages.filter((page) => page !== "README");
/** What is done when a site or a region fails, whoever notices it. Alarms may lead to them, and need not. */
const PROCEDURES = [
  "api-key-leaked",
  "database-readers",
  "dr-region-lost",
  "drill",
  "erase-a-viewer",
  "failback",
  "failover",
  "region-partially-down",
  "sign-in-lost",
  "split-brain",
  "state-bucket-lost",
];
const textOf = (page: string) => readFileSync(join(folder, `${page}.md`), "utf8");

/** Names that commands on the pages give, or that `standby bootstrap` does; the stacks know none of them. */
const MADE_BY_COMMANDS = ["rds-broken", "state-lock"];

/** Every page that alarms and notifications of a stack lead to. */
function namedIn(configuration: TerraformConfiguration): string[] {
  return addressedBlocks(configuration)
    .filter(({ type }) => type.startsWith("aws_cloudwatch_"))
    .flatMap(({ block }) => [...JSON.stringify(block).matchAll(/docs\/runbooks\/([\w-]+)\.md/g)])
    .map((match) => match[1] ?? "");
}

const watched = [
  synthesizeStack((stack) => void watchSite(stack)),
  synthesizeStack((stack) => void addPipeline(stack)),
  synthesizeStack((stack) => {
    const watch = { topic: alertTopic(stack), keyArn: "a", logBucketName: "a" };
    new GuardDuty(stack, "guard-duty", watch);
    new Compliance(stack, "compliance", { ...watch, settings: configSettings.parse({}) });
    addDriftDetection(stack, { ...watch, settings: driftSettings.parse({ roleArn: READER }) });
  }),
  synthesizeStack((stack) => void addRemediation(stack)),
  synthesizeStack((stack) => {
    new DatabaseAlarms(stack, "alarms", {
      topic: alertTopic(stack),
      thing: "database",
      clusterIdentifier: "a",
      recoveryPointMinutes: 5,
      capacity: { kind: "provisioned", lowMemoryBytes: 1 },
    });
  }),
  synthesizeStack((stack) => {
    new SpotAlarms(stack, "spot-alarms", {
      topic: alertTopic(stack),
      thing: "spot",
      clusterName: "a",
      serviceName: "b",
      keyArn: "c",
      logRetentionInDays: 7,
    });
  }),
  synthesizeStack((stack) => {
    new DeliveryAlarms(stack, "delivery-alarms", {
      topic: alertTopic(stack),
      thing: "events-delivery",
      streamName: "a",
      deliveryStreamName: "b",
      bufferSeconds: 60,
      recoveryPointMinutes: 15,
    });
  }),
];
const shipped = [
  destroyableEnvironment(),
  destroyableEnvironment({ systems: { streamflix: {} } }),
  destroyableEnvironment({ systems: { globalstream: {} } }),
  destroyableEnvironment({ systems: { mediadb: {} } }),
  protectedEnvironment(),
].flatMap((environment) => {
  const { configuration } = buildSystem(environment);
  return SITES.map((site) => configuration[site]);
});
const shippedText = JSON.stringify(shipped);
/** Whether some stack of any system has a name with this thing. */
const isName = (thing: string) =>
  ["payments", "streamflix", "globalstream", "mediadb"].some((system) =>
    ["dev", "dr-dev"].some((end) => new RegExp(`\\b${system}-${thing}-${end}\\b`).test(shippedText)),
  );
const named = new Set([...watched, ...shipped].flatMap(namedIn));

describe("runbooks", () => {
  test("exist for every alarm that there can be", () => {
    expect([...named].filter((page) => !runbooks.includes(page))).toEqual([]);
    expect(named.size).toBeGreaterThan(20);
  });

  test.each(runbooks)("%s stands in the index", (page) => {
    expect(textOf("README")).toContain(`(${page}.md)`);
  });

  test("are named by an alarm, or say that none leads to them", () => {
    const others = runbooks.filter((page) => !named.has(page) && !PROCEDURES.includes(page));
    expect(others).toEqual(["restore-test"]);
    expect(others.filter((page) => !textOf(page).includes("No alarm leads here."))).toEqual([]);
  });

  test.each(PROCEDURES)("%s says what to look at, what to do, and when to stop and call somebody", (page) => {
    const text = textOf(page);
    const headings = text.match(/^## .+$/gm);
    expect(headings).toEqual(expect.arrayContaining(["## Look first", "## Do", "## Stop and call"]));
    expect(text).toMatch(/^1\. /m);
    expect(text).toContain("```console");
  });

  test.each(PROCEDURES)("%s takes its variables from the index", (page) => {
    const used = new Set([...textOf(page).matchAll(/\$([A-Z][A-Z_]+)/g)].map((match) => match[1] ?? ""));
    const set = `${textOf("README")}${textOf(page)}`;
    // The shell sets one of them, and whoever has a way to the database the other.
    const others = [...used].filter((name) => !["PWD", "URL"].includes(name));
    expect(others.filter((name) => !new RegExp(`\\b${name}=`).test(set))).toEqual([]);
  });

  test.each(runbooks.filter((page) => named.has(page) && !PROCEDURES.includes(page)))(
    "%s says what to look at, what to do, and when to fail over",
    (page) => {
      const headings = textOf(page).match(/^## .+$/gm);
      expect(headings).toEqual(
        expect.arrayContaining(["## Look first", "## Do", "## Escalate to a failover"]),
      );
    },
  );

  test.each(pages)("%s names what a stack has", (page) => {
    const things = [...textOf(page).matchAll(/\$SYSTEM-([a-z-]+?)-(?:dr-)?\$(?:SUFFIX|END|SITE_END)/g)]
      .map(([, thing = ""]) => thing)
      .filter((thing) => !MADE_BY_COMMANDS.includes(thing));
    expect(things.filter((thing) => !isName(thing))).toEqual([]);
  });

  test.each(["dr-region-lost", "failback", "failover", "restore-test", "split-brain"])(
    "%s knows every kind of database",
    (page) => {
      expect(textOf(page)).toContain("$SYSTEM-database");
      expect(textOf(page)).toContain("$SYSTEM-rds");
    },
  );

  test("are asked for by every alarm of the shipped stacks", () => {
    const descriptions = shipped
      .flatMap(addressedBlocks)
      .filter(({ type }) => /^aws_cloudwatch_(metric|composite)_alarm$/.test(type))
      .map(({ block }) => String(block.alarm_description));
    expect(descriptions.filter((text) => !ALARM_DESCRIPTION.test(text))).toEqual([]);
  });
});
