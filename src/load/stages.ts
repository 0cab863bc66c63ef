/** A time with one rate. */
export interface Stage {
  readonly name: string;
  readonly rate: number;
  readonly seconds: number;
}

/** What a run shall be. */
export interface Plan {
  /** Requests a second once it is up. */
  readonly rate: number;
  readonly minutes: number;
  /** The time in which the rate rises, before these minutes. */
  readonly rampMinutes: number;
}

/** Steps of a ramp: scaling follows averages of a minute, so few and long ones. */
const RAMP_SHARES = [0.25, 0.5, 0.75] as const;

/** The stages of a run: up in steps, then level. */
export function stagesOf({ rate, minutes, rampMinutes }: Plan): Stage[] {
  const ramp = RAMP_SHARES.map((share) => ({
    name: `ramp ${share * 100} %`,
    rate: Math.max(1, Math.round(rate * share)),
    seconds: Math.round((rampMinutes * 60) / RAMP_SHARES.length),
  }));
  return [
    ...ramp.filter(({ seconds }) => seconds > 0),
    { name: "level", rate, seconds: Math.round(minutes * 60) },
  ];
}
