/** A number of users, with three digits that tell something. */
export function users(count: number): string {
  return Number(count.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** A number of pieces. */
export function pieces(count: number): string {
  return count.toLocaleString("en-US", { maximumFractionDigits: 2 });
}
