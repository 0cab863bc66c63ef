import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readPaymentRequest } from "./payment-request";
import type { Payments } from "./payments";
import { sendProblem } from "../shared/problem";
import type { RoleWatch } from "../shared/role-watch";
import type { ValidationQueue } from "./validation-queue";
import type { Verdict, Verdicts } from "./verdicts";
import { WriteRefused } from "../shared/write-refused";

/** What the routes of payments work with. */
export interface PaymentRoutesProps {
  readonly watch: RoleWatch;
  readonly payments: Payments;
  readonly queue: ValidationQueue;
  readonly verdicts: Verdicts;
}

/** `POST /payments` takes a payment once for each key; `GET /payments/:id` tells what became of it. */
export function addPaymentRoutes(
  server: FastifyInstance,
  { watch, payments, queue, verdicts }: PaymentRoutesProps,
): void {
  server.post("/payments", async (request, reply) => {
    // Before the body is looked at: a standby has no opinion on it.
    const { mayWrite, reasons } = watch.standing();
    if (!mayWrite) throw new WriteRefused(reasons);
    const read = readPaymentRequest(request.headers["idempotency-key"], request.body);
    if ("problems" in read) {
      return sendProblem(reply, 400, "The request is not valid.", { problems: read.problems });
    }
    const { kind, payment } = await payments.take(read.key, read.request);
    if (kind === "conflict") {
      return sendProblem(reply, 409, "The Idempotency-Key belongs to another request.");
    }
    // A repetition asks again: nobody knows whether the first request came as far as the queue.
    const isJudged = kind === "repeated" && (await verdicts.find(payment.id).catch(() => undefined));
    if (!isJudged) await queue.ask(payment, read.request);
    return reply
      .code(202)
      .header("location", `/payments/${payment.id}`)
      .send({ paymentId: payment.id, status: "accepted" });
  });

  server.get<{ Params: { id: string } }>("/payments/:id", async (request, reply) => {
    const { success, data: id } = z.uuid().safeParse(request.params.id);
    const payment = success ? await payments.find(id) : undefined;
    if (!payment) return sendProblem(reply, 404, "There is no such payment.");
    const validation = await verdicts.find(payment.id).then(describeVerdict, (err: unknown) => {
      request.log.warn({ err }, "the verdict can't be read");
      return { status: "unavailable" } as const;
    });
    const { amount, cardLastFour, epoch, createdAt } = payment;
    return { paymentId: payment.id, amount, cardLastFour, epoch, createdAt, validation };
  });
}

function describeVerdict(found: Verdict | undefined) {
  if (!found) return { status: "pending" } as const;
  const { verdict, reasons, validatedAt } = found;
  return { status: verdict, reasons, validatedAt };
}
