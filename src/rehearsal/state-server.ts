import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { States } from "./states";

const HOST = "127.0.0.1";

/** Answers as Terraform's `http` backend expects them (its documentation, read 2026-11). */
const STATUS = { ok: 200, none: 204, notAllowed: 405, locked: 423, failed: 500 } as const;

interface Answer {
  readonly status: number;
  readonly body?: string | undefined;
}

/**
 * States in the memory of this process, for Terraform's `http` backend. Terraform hands a state over every 20 seconds and at
 * the end of a command, where it would write a local file again for every resource: that costs a third of an apply.
 * They are gone with the process, so they are for resources that are gone with it as well.
 */
export class StateServer implements States {
  private readonly states = new Map<string, string>();
  /** What Terraform says of who holds a lock, by stack. */
  private readonly locks = new Map<string, string>();

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => void this.respond(request, response));
  }

  /** Listens on a port of this machine that the system chooses. */
  static async start(): Promise<StateServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, HOST, resolve);
    });
    return new StateServer(server);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  backendOf(stack: string): Readonly<Record<string, unknown>> {
    const { port } = this.server.address() as AddressInfo;
    const address = `http://${HOST}:${port}/${stack}`;
    return { http: { address, lock_address: address, unlock_address: address } };
  }

  read(stack: string): string | undefined {
    return this.states.get(stack);
  }

  write(stack: string, state: string | undefined): void {
    if (state === undefined) this.states.delete(stack);
    else this.states.set(stack, state);
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", `http://${HOST}`);
    const answer = await text(request).then(
      (body) => this.answer(request.method, pathname.slice(1), searchParams.get("ID"), body),
      (error: unknown): Answer => ({ status: STATUS.failed, body: String(error) }),
    );
    response.writeHead(answer.status).end(answer.body);
  }

  private answer(method: string | undefined, stack: string, lockId: string | null, body: string): Answer {
    const lock = this.locks.get(stack);
    switch (method) {
      case "GET": {
        const state = this.read(stack);
        return { status: state === undefined ? STATUS.none : STATUS.ok, body: state };
      }
      case "POST":
        if (lock !== undefined && idOf(lock) !== lockId) return { status: STATUS.locked, body: lock };
        this.write(stack, body);
        return { status: STATUS.ok };
      case "LOCK":
        if (lock !== undefined) return { status: STATUS.locked, body: lock };
        this.locks.set(stack, body);
        return { status: STATUS.ok };
      case "UNLOCK":
        this.locks.delete(stack);
        return { status: STATUS.ok };
      default:
        return { status: STATUS.notAllowed };
    }
  }
}

/** By the id of its lock Terraform says that a new state is from the holder. */
function idOf(lock: string): unknown {
  return (JSON.parse(lock) as { readonly ID?: unknown }).ID;
}
