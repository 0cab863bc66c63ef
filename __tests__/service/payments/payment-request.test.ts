import { paymentIdOf, readPaymentRequest } from "../../../src/service/payments/payment-request";

const body = {
  amount: { value: "12.50", currency: "EUR" },
  card: { number: "4111111111111111", expiryMonth: 12, expiryYear: 2030 },
};

test("a good request is read", () => {
  expect(readPaymentRequest("order-2026-1", body)).toEqual({ key: "order-2026-1", request: body });
});

test("a request without anything gets every problem", () => {
  expect(readPaymentRequest(undefined, {})).toEqual({
    problems: [
      { field: "Idempotency-Key", message: "this header is missing" },
      { field: "amount", message: expect.stringContaining("expected object") as string },
      { field: "card", message: expect.stringContaining("expected object") as string },
    ],
  });
});

test("a request in which everything is wrong gets every problem, and none repeats a value", () => {
  const wrong = {
    amount: { value: 12.5, currency: "euro" },
    card: { number: "4111 1111 1111 1111", expiryMonth: 13, expiryYear: 30, holder: "4111111111111111" },
    note: "4111111111111111",
  };
  const read = readPaymentRequest("short", wrong);
  expect(read).toEqual({
    problems: [
      { field: "Idempotency-Key", message: "must have 8 to 64 printable characters without spaces" },
      { field: "amount.value", message: 'must be a decimal number as text, for example "12.50"' },
      { field: "amount.currency", message: "must be three capital letters" },
      { field: "card.number", message: "must have 13 to 19 digits and nothing else" },
      { field: "card.expiryMonth", message: "must be a whole number from 1 to 12" },
      { field: "card.expiryYear", message: "must be a whole number from 2000 to 2099" },
      { field: "card", message: 'Unrecognized key: "holder"' },
      { field: "body", message: 'Unrecognized key: "note"' },
    ],
  });
  expect(JSON.stringify(read)).not.toMatch(/4111/);
});

test.each(["0", "0.00", "-1", "1e3", "01", "1,5", "1.23456", "1234567890123", "", " 1"])(
  "the amount %p is refused",
  (value) => {
    const read = readPaymentRequest("order-2026-1", { ...body, amount: { value, currency: "EUR" } });
    expect(read).toMatchObject({ problems: [{ field: "amount.value" }] });
  },
);

test.each(["0.01", "1", "999999999999.9999"])("the amount %p is taken", (value) => {
  expect(readPaymentRequest("order-2026-1", { ...body, amount: { value, currency: "EUR" } })).toHaveProperty(
    "key",
  );
});

test("a key that is a card number is refused: it would be stored", () => {
  expect(readPaymentRequest("order-4111111111111111", body)).toEqual({
    problems: [{ field: "Idempotency-Key", message: "must not look like a card number; use a UUID" }],
  });
});

test("the same key gives the same id, which is a UUID, at every site", () => {
  expect(paymentIdOf("order-2026-1")).toBe("1be4fdaa-c073-8ff2-b488-9ec7cdbf859a");
  expect(paymentIdOf("order-2026-1")).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(paymentIdOf("order-2026-2")).not.toBe(paymentIdOf("order-2026-1"));
});
