// The chime of a call, made by the browser itself. A browser that wants a touch first is never argued with:
// nothing here waits, throws or stops a page, and the first touch or key opens the sound.

import { CHIME_S, SIREN_S, sirenTones, tones, volumeFrom } from "#ui/chime_model.js";

export class Bell {
  /** `make` makes an audio context, `allowed` says whether one may sound now (tests bring their own). */
  constructor({ make = () => new globalThis.AudioContext(), allowed = mayStart, volume = 0.6 } = {}) {
    Object.assign(this, { make, allowed, volume });
    this.context = null;
    this.soundsUntilS = 0;
  }

  /** Sound once. False when one is still sounding, or when the browser wants a touch first. */
  chime() {
    return this.play(tones(this.volume), CHIME_S);
  }

  /** Tones for so many seconds; false as with `chime`. */
  play(sounds, lastsS) {
    if (!this.open() || this.context.currentTime < this.soundsUntilS) return false;
    const startS = this.context.currentTime + 0.02;
    this.soundsUntilS = startS + lastsS;
    sounds.forEach((tone) => strike(this.context, startS, tone));
    return true;
  }

  /** Whether a chime would stay silent until somebody touches the page. */
  isBlocked() {
    return this.context ? this.context.state !== "running" : !this.allowed();
  }

  /** Whether there is a context that sounds; asks for one where that is allowed, and leaves it asked. */
  open() {
    try {
      if (this.context === null && this.allowed()) this.context = this.make();
      if (this.context !== null && this.context.state !== "running") this.context.resume()?.catch(() => {});
    } catch (problem) {
      console.info("no sound here", String(problem));
    }
    return this.context?.state === "running";
  }
}

function strike(context, startS, { hz, atS, peakS, endS, gain }) {
  const source = context.createOscillator();
  const loudness = context.createGain();
  source.frequency.value = hz;
  loudness.gain.setValueAtTime(0.0001, startS + atS);
  loudness.gain.linearRampToValueAtTime(Math.max(gain, 0.0001), startS + peakS);
  loudness.gain.exponentialRampToValueAtTime(0.0001, startS + endS);
  source.connect(loudness).connect(context.destination);
  source.start(startS + atS);
  source.stop(startS + endS);
}

/** What the browser said when a sound was tried without a touch; null before it has said anything. */
let refused = null;

/** An element without a source makes no sound and no complaint; whether it may play is answered at once. */
function probe() {
  const policy = navigator.getAutoplayPolicy?.("audiocontext");
  refused = policy ? policy !== "allowed" : null;
  if (policy || typeof Audio !== "function") return;
  refused = false;
  new Audio().play()?.catch((problem) => {
    refused = problem.name === "NotAllowedError";
  });
}

const mayStart = () =>
  typeof globalThis.AudioContext === "function" &&
  (navigator.userActivation?.hasBeenActive === true || touched || refused === false);

let touched = false;
const TOUCHES = ["pointerdown", "keydown", "touchend"];

/** The page's own bell; `?volume=` sets how loud. */
const bell = new Bell();

/** Sound the chime once: true when it sounds. Never throws, never waits. */
export const chime = () => bell.chime();

/** Sound the alarm once, as loud as the device allows; true when it sounds. */
export const siren = () => bell.play(sirenTones(), SIREN_S);

/** Whether a touch is needed before the chime can be heard; a page says so in words. */
export const isBlocked = () => bell.isBlocked();

/** How loud from now on, 0 to 1. */
export function setVolume(volume) {
  bell.volume = volume;
}

function firstTouch() {
  touched = true;
  if (!bell.open() && bell.context !== null) return; // it wakes up in a moment; the next touch finds it awake
  TOUCHES.forEach((kind) => removeEventListener(kind, firstTouch, true));
}

if (typeof document !== "undefined") {
  probe();
  setVolume(volumeFrom(new URLSearchParams(location.search).get("volume")));
  TOUCHES.forEach((kind) => addEventListener(kind, firstTouch, { capture: true, passive: true }));
}
