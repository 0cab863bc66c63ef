import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request, type RequestOptions } from "node:https";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { TLSSocket } from "node:tls";

/** A file of a bundle as a process of its own. */
export interface RunningFile {
  readonly child: ChildProcess;
  /** What it has written so far. */
  output(): string;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
}

/** A service as a process of its own. */
export interface Running extends RunningFile {
  readonly port: number;
}

/** What a service has answered. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly protocol: string | null;
}

/** Runs a file with these variables, and with those that lead to the local AWS. */
export function runFile(
  folder: string,
  script: string,
  variables: Readonly<Record<string, string>>,
): RunningFile {
  const aws = Object.entries(process.env).filter(([name]) => name.startsWith("AWS_"));
  const env = { ...Object.fromEntries(aws), ...variables };
  const child = spawn(process.execPath, [join(folder, script)], { env, stdio: "pipe" });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => output.push(data.toString()));
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, output: () => output.join(""), ended };
}

/** Waits until something holds, at most 15 seconds. */
export async function until(holds: () => boolean | Promise<boolean>, output: () => string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await Promise.resolve(holds()).catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`it never came to that:\n${output()}`);
    await sleep(50);
  }
}

/** Sends a request over TLS. */
export async function ask(
  { port }: Pick<Running, "port">,
  path: string,
  options: RequestOptions = {},
  body?: string,
): Promise<Answer> {
  const target = { host: "127.0.0.1", port, path, agent: false, rejectUnauthorized: false };
  const sent = request({ ...target, ...options }).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const protocol = (response.socket as TLSSocket).getProtocol();
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode!, body: JSON.parse(Buffer.concat(chunks).toString()), protocol };
}
