import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands for a function. */
type Handler = (event: never) => Promise<unknown>;

/** A Lambda that runs handlers of this process. */
export interface LocalLambda {
  readonly endpoint: string;
  close(): Promise<void>;
}

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Answers invocations of functions, by name, as Lambda does: a handler that throws makes a function error. */
export async function startLocalLambda(handlers: Readonly<Record<string, Handler>>): Promise<LocalLambda> {
  const server = createServer((request, response) => void answer(request, response, handlers));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: Readonly<Record<string, Handler>>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const name = INVOKE.exec(request.url ?? "")?.[1] ?? "";
  const handler = handlers[name];
  if (!handler) {
    response.writeHead(404, { "x-amzn-ErrorType": "ResourceNotFoundException" });
    response.end(JSON.stringify({ Message: `Function not found: ${name}` }));
    return;
  }
  try {
    const result = await handler(JSON.parse(Buffer.concat(chunks).toString()) as never);
    response.end(JSON.stringify(result));
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    response.setHeader("X-Amz-Function-Error", "Unhandled");
    response.end(JSON.stringify({ errorType, errorMessage }));
  }
}
