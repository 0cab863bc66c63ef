import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import * as loader from "@grpc/proto-loader";
import { problem, Refusal } from "./diagnostics";
import type { Handlers } from "./messages";

const PROTOCOL_FILE = path.join(__dirname, "tfplugin5.proto");

function providerService(): grpc.ServiceDefinition {
  const definition = loader.loadSync(PROTOCOL_FILE, {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true,
  });
  const service = definition["tfplugin5.Provider"];
  if (!service || "format" in service) throw new Error(`${PROTOCOL_FILE} defines no provider service`);
  const { GetSchema, ...others } = service;
  if (!GetSchema) throw new Error(`${PROTOCOL_FILE} defines no schema`);
  return {
    ...others,
    GetSchema: { ...GetSchema, responseSerialize: encodedOnce(GetSchema.responseSerialize) },
  };
}

/** Remembers the bytes of what was encoded: schemas are megabytes, and every run of Terraform asks for them. */
function encodedOnce(encode: (message: object) => Buffer): (message: object) => Buffer {
  const known = new WeakMap<object, Buffer>();
  return (message) => {
    const bytes = known.get(message) ?? encode(message);
    known.set(message, bytes);
    return bytes;
  };
}

type Handler = (request: unknown, connection: string) => object;

/** Answers a call: refusals and bugs alike become diagnostics, so that Terraform prints them. */
function answer(handler: Handler): grpc.handleUnaryCall<unknown, object> {
  return (call, done) => {
    try {
      done(null, handler(call.request, call.getPeer()));
    } catch (error) {
      if (error instanceof Refusal) return done(null, { diagnostics: error.diagnostics });
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      done(null, { diagnostics: [problem("The mock AWS provider failed", detail)] });
    }
  };
}

/** A plugin server on a free port of this machine. */
export class PluginServer {
  private constructor(
    private readonly server: grpc.Server,
    readonly port: number,
  ) {}

  static async start(handlers: Handlers): Promise<PluginServer> {
    // Schemas and plans are bigger than gRPC's limit of 4 MB.
    const server = new grpc.Server({
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    const implementation = Object.entries(handlers).map(([name, handler]) => [
      name,
      answer(handler as Handler),
    ]);
    server.addService(providerService(), Object.fromEntries(implementation));
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    return new PluginServer(server, port);
  }

  /** Closes the port and every connection. */
  stop(): void {
    this.server.forceShutdown();
  }
}
