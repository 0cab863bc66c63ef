import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StateServer } from "../../src/rehearsal/state-server";
import { writeBackend } from "../../src/rehearsal/workspace";
import { Terraform } from "../../src/terraform/terraform";
import { describeWithTerraform } from "../support/optional";

const STACK = "payments-primary";
const HOLDER = JSON.stringify({ ID: "me", Operation: "OperationTypeApply" });

let server: StateServer;
beforeEach(async () => {
  server = await StateServer.start();
});
afterEach(() => server.stop());

const addressOf = (stack: string): string =>
  (server.backendOf(stack) as { http: { address: string } }).http.address;

/** What the server answers to one request. */
async function ask(method: string, body?: string, query = "", stack = STACK) {
  const response = await fetch(addressOf(stack) + query, { method, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.text() };
}

describe("the state server", () => {
  it("is reached from this machine only", () => {
    expect(server.backendOf(STACK)).toEqual({
      http: {
        address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/payments-primary$/) as string,
        lock_address: addressOf(STACK),
        unlock_address: addressOf(STACK),
      },
    });
  });

  it("has no state before it is given one, and keeps those of the stacks apart", async () => {
    expect(await ask("GET")).toEqual({ status: 204, body: "" });
    expect(server.read(STACK)).toBeUndefined();
    expect(await ask("POST", '{"serial": 1}')).toMatchObject({ status: 200 });
    expect(await ask("GET")).toEqual({ status: 200, body: '{"serial": 1}' });
    expect(server.read(STACK)).toBe('{"serial": 1}');
    expect(await ask("GET", undefined, "", "payments-dr")).toMatchObject({ status: 204 });
  });

  it("gives Terraform what was put in its place, and forgets it", async () => {
    server.write(STACK, '{"serial": 2}');
    expect(await ask("GET")).toMatchObject({ body: '{"serial": 2}' });
    server.write(STACK, undefined);
    expect(await ask("GET")).toMatchObject({ status: 204 });
  });

  it("lets nobody but the holder of the lock change the state", async () => {
    expect(await ask("LOCK", HOLDER)).toMatchObject({ status: 200 });
    expect(await ask("LOCK", '{"ID": "other"}')).toEqual({ status: 423, body: HOLDER });
    expect(await ask("POST", "{}", "?ID=other")).toEqual({ status: 423, body: HOLDER });
    expect(await ask("POST", "{}")).toMatchObject({ status: 423 });
    expect(server.read(STACK)).toBeUndefined();
    expect(await ask("POST", "{}", "?ID=me")).toMatchObject({ status: 200 });
    expect(await ask("LOCK", HOLDER, "", "payments-dr")).toMatchObject({ status: 200 });
    expect(await ask("UNLOCK", HOLDER)).toMatchObject({ status: 200 });
    expect(await ask("LOCK", '{"ID": "other"}')).toMatchObject({ status: 200 });
  });

  it("does nothing else", async () => {
    expect(await ask("DELETE")).toMatchObject({ status: 405 });
  });
});

describeWithTerraform("Terraform with the state server", () => {
  let folder: string;
  let terraform: Terraform;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "standby-state-server-"));
    terraform = new Terraform(folder, { binary: "terraform" });
    const resource = { terraform_data: { it: { input: "one" } } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource }));
    writeBackend(folder, server.backendOf(STACK));
    await terraform.run(["init", "-input=false"]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("finds again what it has made", async () => {
    await terraform.run(["apply", "-auto-approve", "-input=false"]);
    expect(JSON.parse(server.read(STACK) ?? "")).toMatchObject({ resources: [{ type: "terraform_data" }] });
    const { exitCode } = await terraform.run(["plan", "-input=false", "-detailed-exitcode"]);
    expect(exitCode).toBe(0);
    await terraform.run(["destroy", "-auto-approve", "-input=false"]);
    expect(JSON.parse(server.read(STACK) ?? "")).toMatchObject({ resources: [] });
  });

  it("waits for nobody who holds the lock", async () => {
    await ask("LOCK", HOLDER);
    await expect(terraform.run(["apply", "-auto-approve", "-input=false"])).rejects.toThrow(
      "Error acquiring the state lock",
    );
  });
});
