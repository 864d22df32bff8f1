// A page's rooms as signals: what was heard, how the link is, and a clock that ticks.

import { signal } from "@preact/signals";
import { Live } from "#ui/live.js";
import { steadyNow } from "#ui/now.js";

const TICK_MS = 250;

/** Watch rooms for a page; `rooms.value[name]` is the room as live_model keeps it, undefined before. */
export function feed({ centre, api }, names, { token = null, earlier = 0 } = {}) {
  const rooms = signal({});
  const link = signal("connecting");
  const now = signal(steadyNow());
  const live = new Live({
    centre,
    api,
    token,
    earlier,
    onRoom: (room) => {
      rooms.value = { ...rooms.value, [room.room.slice(centre.length + 1)]: room };
    },
    onState: (state) => {
      link.value = state;
    },
  });
  names.forEach((name) => live.watch(name));
  setInterval(() => {
    now.value = steadyNow();
  }, TICK_MS);
  live.start();
  return { rooms, link, now, live };
}
