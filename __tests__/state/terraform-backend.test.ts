import { describeUnlessMissing } from "../support/optional";
import { ScanCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SITES } from "../../src/config/site";
import { awsClients } from "../../src/state/clients";
import { stateLocation, type StateLocation } from "../../src/state/locations";
import { describeWithMinistack, startMinistack, useMinistack, type Ministack } from "../support/ministack";
import { run, scopeIn } from "./support";

const ACCOUNT = "111122223333";
const scope = scopeIn(ACCOUNT);
const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

/** How long a step of Terraform may take to show, in milliseconds. */
const PATIENCE_MS = 30_000;

const hasTerraform = spawnSync(TERRAFORM, ["version"], { stdio: "ignore" }).status === 0;
const missing = hasTerraform ? undefined : `there is no ${TERRAFORM}`;

interface Result {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Starts Terraform; the promise ends with it. */
async function terraform(directory: string, ...args: string[]): Promise<Result> {
  const { TF_CLI_CONFIG_FILE: _unused, ...env } = process.env;
  const child = spawn(TERRAFORM, args, {
    cwd: directory,
    env: { ...env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (data: Buffer) => output.push(data.toString()));
  child.stderr.on("data", (data: Buffer) => output.push(data.toString()));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, output: output.join("") };
}

/** Writes a configuration with the backend as the stacks have it, whose apply lasts until the file `release` exists. */
async function writeConfiguration(
  directory: string,
  { bucket, key, region, lockTable, keyAlias }: StateLocation,
) {
  await mkdir(directory, { recursive: true });
  const backend = {
    bucket,
    key,
    region,
    dynamodb_table: lockTable,
    use_lockfile: true,
    encrypt: true,
    kms_key_id: `arn:aws:kms:${region}:${ACCOUNT}:${keyAlias}`,
  };
  // It ends by itself too, so that a failing test leaves nothing behind.
  const wait = "touch started; for i in $(seq 600); do [ -e release ] && break; sleep 0.05; done";
  const held = { input: "held", provisioner: [{ "local-exec": { command: wait } }] };
  const configuration = { terraform: { backend: { s3: backend } }, resource: { terraform_data: { held } } };
  await writeFile(join(directory, "main.tf.json"), JSON.stringify(configuration));
}

/** Waits for a file, and says whether it came. */
async function appears(file: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!existsSync(file) && Date.now() < deadline) await sleep(25);
  return existsSync(file);
}

async function lockIds(dynamodb: DynamoDBClient, TableName: string): Promise<(string | undefined)[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
  return Items.map((item) => item.LockID?.S);
}

describeWithMinistack("on a local AWS", () => {
  describeUnlessMissing(missing, "real Terraform with the state backend", () => {
    let ministack: Ministack;
    let root: string;

    beforeAll(async () => {
      ministack = await startMinistack();
      useMinistack(ministack, ACCOUNT);
      root = await mkdtemp(join(tmpdir(), "standby-backend-"));
      await run(scope);
    });

    afterAll(async () => {
      await ministack.stop();
      await rm(root, { recursive: true, force: true });
    });

    test.each(SITES)("%s: one run at a time, and its state is kept in versions", async (site) => {
      const location = stateLocation(scope, site);
      const { bucket: Bucket, key: Key, lockTable } = location;
      const { s3, dynamodb, kms } = awsClients(scope.regions).sites[site];
      const [first, second] = [join(root, site, "first"), join(root, site, "second")];
      for (const directory of [first, second]) {
        await writeConfiguration(directory, location);
        const init = await terraform(directory, "init", "-no-color", "-backend-config=use_path_style=true");
        expect(init).toMatchObject({ exitCode: 0, output: expect.stringContaining('backend "s3"') });
      }

      const apply = terraform(first, "apply", "-auto-approve", "-no-color");
      expect(await appears(join(first, "started"))).toBe(true);
      expect(await lockIds(dynamodb, lockTable)).toContain(`${Bucket}/${Key}`);
      await s3.send(new HeadObjectCommand({ Bucket, Key: `${Key}.tflock` }));

      const refused = await terraform(second, "apply", "-auto-approve", "-no-color");
      expect(refused.exitCode).toBe(1);
      expect(refused.output).toContain("Error acquiring the state lock");
      expect(existsSync(join(second, "started"))).toBe(false);

      await writeFile(join(first, "release"), "");
      expect(await apply).toMatchObject({ exitCode: 0, output: expect.stringContaining("1 added") });
      // What stays is the checksum of the state, not a lock.
      expect(await lockIds(dynamodb, lockTable)).toEqual([`${Bucket}/${Key}-md5`]);
      await expect(s3.send(new HeadObjectCommand({ Bucket, Key: `${Key}.tflock` }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 404 },
      });

      expect(await terraform(second, "state", "list")).toEqual({
        exitCode: 0,
        output: "terraform_data.held\n",
      });
      const destroy = await terraform(second, "apply", "-destroy", "-auto-approve", "-no-color");
      expect(destroy).toMatchObject({ exitCode: 0, output: expect.stringContaining("1 destroyed") });

      const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
      const states = Versions.filter((version) => version.Key === Key);
      expect(states.length).toBeGreaterThan(1);
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: location.keyAlias }));
      const stored = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect(stored.ServerSideEncryption).toBe("aws:kms");
      expect([KeyMetadata?.Arn, `arn:aws:kms:${location.region}:${ACCOUNT}:${location.keyAlias}`]).toContain(
        stored.SSEKMSKeyId,
      );
    });

    test("the DR site's bucket then holds a copy of the primary's state", async () => {
      const { sites } = awsClients(scope.regions);
      const { bucket, key: Key } = stateLocation(scope, "primary");
      const read = async (site: "primary" | "dr", Bucket: string) =>
        (await sites[site].s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
      const copy = await read("dr", stateLocation(scope, "dr").bucket);
      expect(copy).toContain('"terraform_version"');
      expect(copy).toBe(await read("primary", bucket));
    });
  });
});
