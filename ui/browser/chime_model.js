// The sound of a call as plain values: two struck notes, the second lower, as a door bell has them.

const LOUDEST = 0.5;
const ATTACK_S = 0.012;

/** Frequencies in hertz, seconds from the start of the chime. */
const STRUCK = [
  { hz: 659.25, atS: 0, lastsS: 0.9 },
  { hz: 523.25, atS: 0.42, lastsS: 1.3 },
];
const PARTIALS = [
  { times: 1, share: 1 },
  { times: 2, share: 0.28 },
  { times: 3, share: 0.08 },
];

/** Every tone of one chime: `{hz, atS, peakS, endS, gain}`; `volume` from 0 to 1. */
export function tones(volume) {
  const loud = LOUDEST * Math.min(1, Math.max(0, volume));
  return STRUCK.flatMap(({ hz, atS, lastsS }) =>
    PARTIALS.map(({ times, share }) => ({
      hz: hz * times,
      atS,
      peakS: atS + ATTACK_S,
      endS: atS + lastsS / Math.sqrt(times),
      gain: loud * share,
    })),
  );
}

/** How long one chime sounds. */
export const CHIME_S = Math.max(...tones(1).map(({ endS }) => endS));

const SIREN_HZ = [987.77, 739.99];
const SIREN_STEP_S = 0.22;
const SIREN_STEPS = 6;
const HARSH = [{ times: 1, gain: 0.6 }, { times: 3, gain: 0.2 }];

/** An alarm that is no call: two pitches to and fro, full loudness from the first to the last. */
export const sirenTones = () =>
  Array.from({ length: SIREN_STEPS }, (_, step) => step * SIREN_STEP_S).flatMap((atS, step) =>
    HARSH.map(({ times, gain }) => ({
      hz: SIREN_HZ[step % SIREN_HZ.length] * times,
      atS,
      peakS: atS + ATTACK_S,
      endS: atS + SIREN_STEP_S,
      gain,
    })),
  );

/** How long one alarm sounds. */
export const SIREN_S = SIREN_STEP_S * SIREN_STEPS;

/** `?volume=0.3` as a number from 0 to 1; without one, or with what is none, the usual volume. */
export function volumeFrom(text, usual = 0.6) {
  const wanted = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(wanted) ? Math.min(1, Math.max(0, wanted)) : usual;
}
