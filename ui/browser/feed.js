// A page's rooms as signals: what was heard, how the link is, and a clock that ticks.

import { signal } from "@preact/signals";
import { Live } from "#ui/live.js";
import { steadyNow } from "#ui/now.js";

const TICK_MS = 250;

/**
 * Watch rooms for a page; `rooms.value[name]` is the room as live_model keeps it, undefined before. Every call that is new
 * to the page is told once as the event `yimen-calls` (`first`: the room is watched anew, and tells its recent calls again):
 * whoever looks after a screen can prove what it has heard.
 */
export function feed({ centre, api }, names, { token = null, earlier = 0 } = {}) {
  const rooms = signal({});
  const link = signal("connecting");
  const now = signal(steadyNow());
  const live = new Live({
    centre,
    api,
    token,
    earlier,
    onRoom: (room, fresh) => {
      const name = room.room.slice(centre.length + 1);
      const first = (rooms.peek()[name]?.provenTo ?? null) === null;
      rooms.value = { ...rooms.value, [name]: room };
      if (fresh.length > 0) dispatchEvent(new CustomEvent("yimen-calls", { detail: { room: room.room, first, seqs: fresh.map(({ seq }) => seq) } }));
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
