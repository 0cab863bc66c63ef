import { maskCardNumbers } from "../../../src/service/shared/card-numbers";

test.each([
  ["4111111111111111"],
  ["4111 1111 1111 1111"],
  ["4111-1111-1111-1111"],
  ["378282246310005"],
  ["3782 822463 10005"],
  ["6011000990139424"],
  // 13 and 19 digits.
  ["4222222222222"],
  ["4000000000000000006"],
])("masks %s", (number) => {
  expect(maskCardNumbers(`{"msg":"card ${number}\\n${number} refused"}`)).toBe(
    '{"msg":"card [card number]\\n[card number] refused"}',
  );
});

test.each([
  // The check digit is wrong.
  ["4111111111111112"],
  // Too short, too long.
  ["411111111111"],
  ["41111111111111111111"],
  ["2026-11-21T14:52:10.123Z"],
  ["arn:aws:secretsmanager:us-east-1:123456789012:secret:x"],
  // A UUID of digits: its groups are no card's.
  ["41111111-1111-4111-8111-111111111111"],
])("leaves %s alone", (text) => {
  expect(maskCardNumbers(text)).toBe(text);
});
