// The desk's bell: rung, switched off, or blocked by the browser until somebody touches the page.

import { effect, signal } from "@preact/signals";
import { chime, isBlocked } from "#ui/chime.js";
import { QUIET, bellAfter } from "./waiting_bell.js";

/** `view` and `now` are signals; whether it is muted is kept on this device under `keptAs`. */
export function sounding({ view, now, keptAs }) {
  const muted = signal(localStorage.getItem(keptAs) === "yes");
  const blocked = signal(false);
  let bell = QUIET;

  effect(() => {
    const nowMs = now.value;
    const desk = view.value;
    const after = bellAfter(bell, { idle: desk?.state === "idle", somebody: desk?.head !== null && desk !== null, nowMs });
    bell = after.bell;
    if (after.rings && !muted.peek()) chime();
    blocked.value = desk !== null && !muted.peek() && isBlocked();
  });

  function turn() {
    if (blocked.value) chime();
    else {
      muted.value = !muted.value;
      localStorage.setItem(keptAs, muted.value ? "yes" : "no");
    }
    blocked.value = isBlocked();
  }

  return { muted, blocked, turn };
}
