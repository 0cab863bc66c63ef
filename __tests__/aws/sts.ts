import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What STS says. */
export interface StsAnswer {
  /**
   * @default 200
   */
  readonly status?: number;
  readonly body: string;
}

/** The answer to an action that went well. */
export function answerTo(action: string, result: string): StsAnswer {
  return { body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>` };
}

/**
 * Makes clients of the SDK find a stand-in for STS, and own credentials with the key OWN, while each test of a file runs.
 *
 * @param answer What it says to a request. Where that is undefined, it takes the connection and says nothing.
 */
export function useSts(answer: (request: IncomingMessage) => Promise<StsAnswer | undefined>): void {
  const variables = { ...process.env };
  let server: Server;

  beforeEach(async () => {
    server = createServer((request, response) => {
      void answer(request).then((said) => {
        if (said) response.writeHead(said.status ?? 200, { "content-type": "text/xml" }).end(said.body);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "OWN",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
  });

  afterEach(async () => {
    process.env = { ...variables };
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
}
