/** A number of seconds for people: `45 s`, `4 min`, `4 min 10 s`, `2 h 5 min`. */
export function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  // Below a second, zero would claim too much.
  if (whole === 0) return seconds > 0 ? "under 1 s" : "0 s";
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const parts = [
    hours > 0 && `${hours} h`,
    minutes > 0 && `${minutes} min`,
    // Beside hours, seconds tell nothing.
    hours === 0 && whole % 60 > 0 && `${whole % 60} s`,
  ];
  return parts.filter(Boolean).join(" ");
}
