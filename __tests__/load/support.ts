import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server has got it. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A service that answers 200 to all, 201 with a token to a new session, and what it is told to others. */
export class FakeService {
  readonly got: Got[] = [];
  private server: Server | undefined;

  /** @param answer A status for a request; undefined for the usual one. */
  constructor(private readonly answer: (got: Got) => number | undefined = () => undefined) {}

  /** Begins to listen; answers the address of the API, with a stage in its path. */
  async start(): Promise<URL> {
    this.server = createServer((request, response) => {
      void this.read(request).then((got) => {
        this.got.push(got);
        const isSession = got.method === "POST" && got.path.endsWith("/sessions");
        response.statusCode = this.answer(got) ?? (isSession ? 201 : 200);
        response.setHeader("content-type", "application/json");
        response.end(isSession ? '{"token":"a-token"}' : "{}");
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${port}/v1`);
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async read(request: IncomingMessage): Promise<Got> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url: path = "", headers } = request;
    const key = headers["x-api-key"];
    return {
      method,
      path,
      key: typeof key === "string" ? key : undefined,
      authorization: headers.authorization,
      body: Buffer.concat(chunks).toString("utf8"),
    };
  }
}
