// The show of calls on a screen: stepped at every change and every tick, with a chime for each that comes to the front.

import { effect, signal } from "@preact/signals";
import { shown, silence } from "#ui/calls_model.js";
import { chime } from "#ui/chime.js";

/** `feed` is the page's feed; `room` the room whose calls are shown. The value is the show of calls_model. */
export function callShow({ rooms, now }, room, { chimes = false } = {}) {
  const show = signal(silence());
  effect(() => {
    const before = show.peek();
    const next = shown(before, rooms.value[room], now.value);
    if (next === before) return;
    show.value = next;
    const announced = before.seen !== null && next.front !== null && next.front.seq !== before.front?.seq;
    if (chimes && announced) chime();
  });
  return show;
}
