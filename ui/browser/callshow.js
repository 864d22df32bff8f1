// The show of calls on a screen: stepped at every change and every tick, with a chime for each that comes to the front.

import { effect, signal } from "@preact/signals";
import { shown, silence, voiced } from "#ui/calls_model.js";
import { chime } from "#ui/chime.js";
import { VOICE_EVENT, isVoice } from "#ui/voice_model.js";

/**
 * `feed` is the page's feed; `room` the room whose calls are shown; `voice` says that a loudspeaker's program tells
 * this page what it speaks. The value is the show of calls_model.
 */
export function callShow({ rooms, now }, room, { chimes = false, voice = false } = {}) {
  const show = signal(silence());
  effect(() => {
    const before = show.peek();
    const next = shown(before, rooms.value[room], now.value);
    if (next === before) return;
    show.value = next;
    const announced = before.seen !== null && next.front !== null && next.front.seq !== before.front?.seq;
    if (chimes && announced) chime();
  });
  if (voice) {
    addEventListener(VOICE_EVENT, ({ detail }) => {
      if (isVoice(detail)) show.value = voiced(show.peek(), detail, now.peek());
    });
  }
  return show;
}
