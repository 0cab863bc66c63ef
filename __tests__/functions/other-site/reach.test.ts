import { ConditionalCheckFailedException, InternalServerError } from "@aws-sdk/client-dynamodb";
import { reach } from "../../../src/functions/other-site/reach";

const error = (name: string, more: object = {}) => Object.assign(new Error("no"), { name, ...more });

test.each([
  ["an attempt that took too long", error("TimeoutError")],
  ["a call that was cut off", error("AbortError")],
  ["a name that does not resolve", error("Error", { code: "ENOTFOUND" })],
  ["a host that refuses", error("Error", { code: "ECONNREFUSED" })],
  ["a service that is ill", new InternalServerError({ message: "no", $metadata: {} })],
  [
    "a service that is busy",
    error("ThrottlingException", { $fault: "client", $retryable: { throttling: true } }),
  ],
])("%s makes the other site unreachable", async (_what, thrown) => {
  await expect(reach("GetItem", Promise.reject(thrown))).rejects.toMatchObject({
    name: "OtherSiteUnreachable",
    message: `GetItem: ${thrown.name}: no`,
    cause: thrown,
  });
});

test.each([
  ["a condition that does not hold", new ConditionalCheckFailedException({ message: "no", $metadata: {} })],
  ["missing permission", error("AccessDeniedException", { $fault: "client" })],
  ["missing credentials", error("CredentialsProviderError")],
  ["a mistake of ours", new TypeError("no")],
])("%s stays what it is", async (_what, thrown) => {
  await expect(reach("GetItem", Promise.reject(thrown))).rejects.toBe(thrown);
});
