import type { PaymentMessage } from "./message";
import type { Reason } from "./verdict";

/** Digits of a card number. Source: ISO/IEC 7812-1, as of 2017: at most 19; no card network issues fewer than 12. */
const LENGTH = { shortest: 12, longest: 19 };

/**
 * What speaks against a card.
 *
 * @param at the time that counts for the expiry, ISO 8601: the message's own, so that a repeated run says the same.
 */
export function judgeCard({ number, expiryMonth, expiryYear }: PaymentMessage["card"], at: string): Reason[] {
  const isWholeNumber = number.length >= LENGTH.shortest && number.length <= LENGTH.longest;
  return [
    ...(isWholeNumber ? [] : (["card-number-length"] as const)),
    ...(hasCheckDigit(number) ? [] : (["card-number-check-digit"] as const)),
    // A card is good until its month is over.
    ...(new Date(at).getTime() < Date.UTC(expiryYear, expiryMonth) ? [] : (["card-expired"] as const)),
  ];
}

/** The last four digits; empty where they would be most of the number. */
export function lastFourOf({ number }: PaymentMessage["card"]): string {
  return number.length >= LENGTH.shortest ? number.slice(-4) : "";
}

/** Whether the last digit is the check digit of the others (Luhn's formula, ISO/IEC 7812-1). */
function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, text, index) => {
    const digit = Number(text);
    const doubled = digit * 2;
    return total + (index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
