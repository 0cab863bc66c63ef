import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { unzipSync } from "fflate";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../../src/constructs/functions/bundle";

/** Stands in for Lambda's runtime: hands the events over one by one, and gives the answers back by IPC. */
const RUNTIME = `
const { handler } = require("./index.js");
const context = { awsRequestId: "request", functionName: "validate-payment", getRemainingTimeInMillis: () => 30000 };
process.once("message", async (events) => {
  const answers = [];
  for (const event of events) answers.push(await handler(event, context));
  process.send(answers, () => process.disconnect());
});
`;

/** What the function has said. */
export interface Said {
  readonly answers: readonly SQSBatchResponse[];
  /** All that it wrote, on both outputs. */
  readonly output: string;
}

/** Runs the code from the zip in a process of its own, whose every word can be read. */
export async function runBundled(variables: Record<string, string>, events: SQSEvent[]): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), "standby-handler-"));
  try {
    const zip = unzipSync(readFileSync(bundle("validate-payment").zipFile));
    writeFileSync(join(folder, "index.js"), zip["index.js"] ?? "");
    writeFileSync(join(folder, "runtime.js"), RUNTIME);
    const child = spawn(process.execPath, [join(folder, "runtime.js")], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...process.env,
        AWS_REGION: "us-east-1",
        AWS_LAMBDA_FUNCTION_NAME: "payments-validate-payment-dev",
        NODE_PATH: join(__dirname, "../../../node_modules"),
        ...variables,
      },
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data: Buffer) => output.push(data.toString()));
    }
    let answers: readonly SQSBatchResponse[] = [];
    child.on("message", (message) => (answers = message as SQSBatchResponse[]));
    child.send(events);
    await once(child, "close");
    return { answers, output: output.join("") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One batch of messages, as Lambda hands it to a function. */
export function eventOf(...bodies: readonly string[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      receiptHandle: "handle",
      body,
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: String(Date.UTC(2026, 10, 3)),
        SenderId: "service",
        ApproximateFirstReceiveTimestamp: String(Date.UTC(2026, 10, 3)),
      },
      messageAttributes: {},
      md5OfBody: "",
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-1:111122223333:payments-validation-requests-dev",
      awsRegion: "us-east-1",
    })),
  };
}
