// A window asks for help: a banner that cannot be overlooked, and a sound that goes on until somebody answers.

import { computed, effect, signal } from "@preact/signals";
import { isBlocked, siren } from "#ui/chime.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { helpRows, unseen } from "./help_model.js";

export const HELP_ROOM = "alarms";
const AGAIN_MS = 2000;

/** The banner as a component without properties; `line` is the page's feed, `session` speaks to the server. */
export function helpFor({ page, say, session, line: { rooms } }) {
  const board = computed(() => (session.person.value ? rooms.value[HELP_ROOM]?.board : null));
  const waits = computed(() => unseen(board.value) > 0);
  const said = signal(null);
  let ringing = 0;

  effect(() => {
    clearInterval(ringing);
    if (!waits.value) return;
    ring();
    ringing = setInterval(ring, AGAIN_MS);
  });

  async function answer(verb, id) {
    said.value = null;
    const told = await session.hurry("POST", `/alarms/${id}/${verb}`, {}, { finger: `${verb} ${id}` });
    if (told && !told.done && told.status !== 404) said.value = told.body?.error?.message ?? say("staff.alarm.refused");
  }

  return function Help() {
    const rows = helpRows(say, page, board.value);
    if (rows.length === 0) return null;
    return html`<section class=${waits.value ? "asks-help" : "asks-help seen"} role="alert" aria-label=${say("staff.alarm.title")}>
      <ul>${rows.map((row) => html`<${Row} key=${row.id} say=${say} row=${row} answer=${answer} />`)}</ul>
      ${session.hurrying.value === "again" && html`<p>${say("staff.alarm.again")}</p>`}
      ${said.value && html`<p>${said.value}</p>`}
      ${waits.value && isBlocked() && html`<p>${say("staff.alarm.silent")}</p>`}
    </section>`;
  };
}

function ring() {
  siren();
  navigator.vibrate?.([300, 100, 300]);
}

const Row = ({ say, row, answer }) => html`<li class=${row.isSeen ? "" : "unseen"}>
  <${Icon} name="helper" />
  <p><b>${row.window}</b> ${row.place}<span>${row.asks}</span>${row.seen && html`<span>${row.seen}</span>`}</p>
  ${!row.isSeen && html`<button class="go" type="button" onClick=${() => answer("acknowledge", row.id)}>${say("staff.alarm.go")}</button>`}
  <button type="button" onClick=${() => answer("reset", row.id)}>${say("staff.alarm.end")}</button>
</li>`;
