// What a screen's loudspeaker tells its page: which call is spoken now. The display client sends it as a window event.

export const VOICE_EVENT = "yimen:voice";

/** A voice that has not been heard of for so long is gone, and the page goes by its own timing. */
export const VOICE_WITHIN_MS = 2000;

const STATES = new Set(["begins", "goes_on", "ends", "dropped"]);

/** Whether something that came as an event is what a voice tells. */
export const isVoice = (detail) => Number.isInteger(detail?.seq) && STATES.has(detail.state);

/** Whether the voice decides now what is in front. */
export const isLed = (voice, nowMs) => voice !== null && nowMs - voice.atMs < VOICE_WITHIN_MS;

/** Whether this call is being spoken. */
export const isSpoken = (voice, seq, nowMs) =>
  isLed(voice, nowMs) && voice.seq === seq && (voice.state === "begins" || voice.state === "goes_on");
