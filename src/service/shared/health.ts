import { get as getPlain } from "node:http";
import { get as getSecured } from "node:https";

/** Shorter than the time that a container health check is given; in milliseconds. */
const TIMEOUT_MS = 3_000;

// The command of the container's health check: the image has no curl. Exit code 0 when `/health` answers 200.
const { PORT = "8443", PLAIN_HTTP } = process.env;
const options = { host: "127.0.0.1", port: PORT, path: "/health", timeout: TIMEOUT_MS };
// It is the process next to it, with a certificate that nobody signed.
const request =
  PLAIN_HTTP === "true" ? getPlain(options) : getSecured({ ...options, rejectUnauthorized: false });
request.on("response", ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
request.on("timeout", () => process.exit(1));
request.on("error", () => process.exit(1));
