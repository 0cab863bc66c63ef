import { createHash, createHmac } from "node:crypto";
import { cacheTokens } from "../../../../src/service/shared/cache/cache-token";

const SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const KEYS = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: SECRET_KEY,
  AWS_SESSION_TOKEN: "session/token+of==a role",
};

const before = { ...process.env };
beforeEach(() => Object.assign(process.env, KEYS));
afterEach(() => {
  process.env = { ...before };
});

const makeToken = cacheTokens({
  userId: "streamflix-cache-app-dev",
  replicationGroupId: "StreamFlix-Cache-Dev",
  region: "eu-west-2",
});

/** Signature Version 4 over what the token says of itself (IAM User Guide, "Create a signed AWS API request"). */
function signatureOf(token: string): string {
  const [host = "", query = ""] = token.split("/?");
  const fields = query.split("&").filter((field) => !field.startsWith("X-Amz-Signature="));
  const [, date = ""] = /X-Amz-Date=(\w+)/.exec(query) ?? [];
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const canonical = ["GET", "/", fields.sort().join("&"), `host:${host}`, "", "host", sha256("")].join("\n");
  const scope = [date.slice(0, 8), "eu-west-2", "elasticache", "aws4_request"];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${SECRET_KEY}`);
  return hmac(key, ["AWS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n")).toString("hex");
}

test("a token is the address of a connect request for the user, without a scheme, good for 15 minutes", async () => {
  const token = await makeToken();
  expect(token).toMatch(/^streamflix-cache-dev\/\?Action=connect&User=streamflix-cache-app-dev&/);
  const { searchParams } = new URL(`https://${token}`);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Expires": "900",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Security-Token": "session/token+of==a role",
  });
  expect(searchParams.get("X-Amz-Credential")).toMatch(
    /^AKIDEXAMPLE\/\d{8}\/eu-west-2\/elasticache\/aws4_request$/,
  );
});

test("its signature is right", async () => {
  const token = await makeToken();
  const { searchParams } = new URL(`https://${token}`);
  expect(searchParams.get("X-Amz-Signature")).toBe(signatureOf(token));
  expect(signatureOf(token.replace("cache-app", "cache-admin"))).not.toBe(signatureOf(token));
});

test("nothing in it is secret but the signature", async () => {
  const token = await makeToken();
  expect(token).not.toContain(SECRET_KEY);
  expect(token).not.toContain(encodeURIComponent(SECRET_KEY));
});
