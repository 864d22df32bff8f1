// What the manager sees behind the door: the boards of staff as a desk, its panels, and one command at a time.

import { computed, effect, signal } from "@preact/signals";
import { html } from "#ui/html.js";
import { commandsOf } from "/static/staff/desk.js";
import { Desk } from "./desk.js";
import { deskView } from "./model.js";
import { ringFor } from "./sound.js";

/** The desk as a component without properties; `line` is the page's, as it was begun. */
export function deskOn({ page, say, session, line: { rooms, link, seconds, live } }) {
  const order = signal("place");
  const panel = signal(null);
  const { said, command } = commandsOf(session, say);

  const view = computed(() =>
    deskView(page, say, { rooms: rooms.value, link: link.value, nowMs: seconds.value, freshAtMs: live.lastPulseMs, order: order.value }),
  );

  effect(() => view.value.ready && session.person.value && ringFor(view.value.alarms));

  /** Open a panel, `{kind, key}`; a window's own board is watched as long as its panel is open. */
  function open(next) {
    if (panel.value?.kind === "window") live.unwatch(`window:${panel.value.key}`);
    if (next?.kind === "window") live.watch(`window:${next.key}`);
    said.value = null;
    panel.value = next;
  }

  const acts = {
    open,
    arrange: (window, wanted) => command("PATCH", `/windows/${window}`, wanted),
    put: (hall, text) => command("PUT", `/halls/${hall}/notice`, { text }),
    evacuate: (hall, on) => command("PUT", `/halls/${hall}/evacuation`, { on }, "hurry"),
  };

  return function Inside() {
    return html`<${Desk} page=${page} say=${say} session=${session} view=${view.value} rooms=${rooms.value} order=${order}
      panel=${panel.value} said=${said.value} acts=${acts} />`;
  };
}
