import { readMessage } from "../../../src/functions/validate-payment/message";
import { CARD_NUMBER, PAYMENT, request } from "./requests";

describe("a message", () => {
  test("is a payment request", () => {
    expect(readMessage(JSON.stringify(request()))).toEqual({ message: request() });
  });

  test("may have fields that are not known here", () => {
    expect(readMessage(JSON.stringify({ ...request(), channel: "web" }))).toEqual({ message: request() });
  });

  const { amount, card } = request();
  test.each([
    ["idempotencyKey", { idempotencyKey: "" }],
    ["idempotencyKey", { idempotencyKey: "k".repeat(65) }],
    ["amount.value", { amount: { ...amount, value: 19.99 } }],
    ["amount.value", { amount: { ...amount, value: "1e3" } }],
    ["amount.currency", { amount: { ...amount, currency: "usd" } }],
    ["card.number", { card: { ...card, number: "4111 1111 1111 1111" } }],
    ["card.expiryMonth", { card: { ...card, expiryMonth: 13 } }],
    ["card.expiryYear", { card: { ...card, expiryYear: 30 } }],
    ["card", { card: CARD_NUMBER }],
    ["epoch", { epoch: 0 }],
  ])("with a wrong %s names the payment and the field, without its value", (field, given) => {
    expect(readMessage(JSON.stringify({ ...request(), ...given }))).toEqual({
      malformed: {
        paymentId: PAYMENT,
        createdAt: request().createdAt,
        reasons: [`malformed:${field}`],
      },
    });
  });

  test("names every field that is wrong once", () => {
    const { malformed } = readMessage(JSON.stringify({ paymentId: PAYMENT, createdAt: "yesterday" })) as {
      malformed: object;
    };
    expect(malformed).toEqual({
      paymentId: PAYMENT,
      createdAt: undefined,
      reasons: ["idempotencyKey", "amount", "card", "epoch", "createdAt"].map(
        (field) => `malformed:${field}`,
      ),
    });
  });

  test.each([
    ["is no JSON", `{"number":"${CARD_NUMBER}`],
    ["is empty", ""],
    ["is no object", `"${CARD_NUMBER}"`],
    ["is null", "null"],
    ["has no payment id", JSON.stringify({ ...request(), paymentId: undefined })],
    ["has a wrong payment id", JSON.stringify({ ...request(), paymentId: CARD_NUMBER })],
  ])("that %s can be tied to no payment, and nothing of it is repeated", (_what, text) => {
    const read = readMessage(text);
    expect(read).toMatchObject({ malformed: { paymentId: undefined } });
    expect(JSON.stringify(read)).not.toContain(CARD_NUMBER);
  });
});
