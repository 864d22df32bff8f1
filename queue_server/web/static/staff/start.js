// How every page of staff begins: its words, its line to the hall, one session, and the door before its desk.

import { render } from "preact";
import { computed, effect } from "@preact/signals";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { renewed } from "#ui/renewal.js";
import { speaker } from "#ui/words.js";
import { StaffSession } from "./session.js";
import { Door } from "./sign_in.js";

/**
 * `rooms` are watched while somebody is signed in, `halls` always; `onSettled` is the session's.
 * The line is a feed with the clock in whole `seconds`.
 */
export function begun(page, { rooms, halls = [], onSettled }) {
  const say = speaker(page.words);
  const line = feed(page, halls);
  const { live } = line;
  line.seconds = computed(() => Math.floor(line.now.value / 1000) * 1000);
  const onChange = (token) => {
    rooms.forEach((room) => (token ? live.watch(room) : live.unwatch(room)));
    live.speakAs(token);
  };
  const session = new StaffSession({ page, say, onChange, onSettled });
  effect(() => rooms.some((room) => line.rooms.value[room]?.error?.code === "not_signed_in") && session.check());
  return { page, say, line, session };
}

/** Draw what has begun: `inside` for these `roles`, and `above` for all. */
export function drawn({ page, say, session }, { roles, inside, above, isIdle }) {
  const Page = () => html`${above && html`<${above} />`}<${Door} ...${{ page, say, session, roles, inside }} title=${page.title} />`;
  renewed(page, { isIdle, rests: () => session.person.value === null });
  render(html`<${Page} />`, document.getElementById("page"));
}
