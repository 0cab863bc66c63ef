/** Digits in a row, or in the groups that are printed on a card. */
const CANDIDATES = /(?<!\d)(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}[ -]\d{1,4}|\d{4}[ -]\d{6}[ -]\d{5})(?!\d)/g;

/** Replaces every card number in a text: digits of the right length whose check digit is right. */
export function maskCardNumbers(text: string): string {
  return text.replace(CANDIDATES, (found) => (hasCheckDigit(found) ? "[card number]" : found));
}

/** The Luhn check (ISO/IEC 7812-1). */
function hasCheckDigit(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const value = index % 2 === 0 ? digit : digit * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
