// The bookings of a day: who is expected, checking somebody in, lifting a ban with a reason, and who goes to visits.

import { computed, effect, signal } from "@preact/signals";
import { dateText, dayOf } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { hallNow } from "#ui/live_model.js";
import { pageData } from "#ui/page.js";
import { signs as signsOf } from "#ui/signs_model.js";
import { Bars, commandsOf } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { begun, drawn } from "/static/staff/start.js";
import { bookingsView, contactView, sheetView } from "./model.js";
import { Cancelled, Excused, Rows } from "./rows.js";
import { Assigned, Opened, Sheet } from "./visits.js";

const ROOM = "desk";
const LOOK_EVERY_MS = 20_000;

const start = begun(pageData(), { rooms: [ROOM] });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;
const { said, command } = commandsOf(session, say);

const day = signal("");
const list = signal(null);
const filter = signal("all");
const excusing = signal(null);
const cancelling = signal(null);
const assigning = signal(null);
const opened = signal(null);
const sheet = signal(null);
const done = signal(null);

const room = computed(() => rooms.value[ROOM]);
const signs = computed(() => signsOf(say, room.value, link.value, seconds.value, live.lastPulseMs));
const times = computed(() => room.value?.times ?? null);
const date = computed(() => times.value && dateText(hallNow(times.value, seconds.value), times.value.offset, page.language));
const view = computed(() => list.value && bookingsView(page, say, list.value, { filter: filter.value, isManager: session.role === "manager" }));

let asked = 0;

/** The list as it is now, unless another was asked for or somebody left meanwhile; what cannot be had leaves the old one standing. */
async function look() {
  const mine = (asked += 1);
  const reader = session.person.value;
  const answer = await session.commands.once("GET", `/appointments${day.value ? `?day=${day.value}` : ""}`);
  if (mine !== asked || session.person.value !== reader) return;
  if (answer?.status === 401) session.check();
  if (answer?.status === 200) list.value = answer.body;
  else if (answer) said.value = answer.body?.error?.message ?? say("refused");
}

const acts = {
  async checkIn(row) {
    const answer = await command("POST", "/appointments/check-in", { public_id: row.id });
    if (answer?.ticket) done.value = say("book.checked_in", { number: answer.ticket.number });
    look();
  },
  excuse: (row) => (excusing.value = row),
  cancel: (row) => (cancelling.value = row),
  assign: (row) => (assigning.value = row),
  async open(row) {
    const answer = await told(`/appointments/${row.id}/contact`);
    if (answer) opened.value = { row, contact: contactView(say, answer.contact) };
  },
};

/** What is asked anew each time and kept nowhere; null, with the reason said, where it cannot be had, and null where who asked has left. */
async function told(path) {
  const reader = session.person.value;
  const answer = await session.commands.once("GET", path);
  if (session.person.value !== reader) return null;
  if (answer?.status === 401) session.check();
  if (answer?.status === 200) return answer.body;
  if (answer) said.value = answer.body?.error?.message ?? say("refused");
  return null;
}

async function assign(employee_no) {
  const answer = await command("POST", `/appointments/${assigning.value.id}/assign`, { employee_no });
  assigning.value = null;
  if (answer) done.value = say("book.assigned");
  look();
}

async function openSheet() {
  const answer = await told(`/appointments/contacts?day=${list.value.date}`);
  if (answer) sheet.value = { ...sheetView(page, say, answer), more: answer.more };
}

/** What was opened is seen by nobody who sits down at this desk later. */
function closeAll() {
  for (const shown of [assigning, opened, sheet]) shown.value = null;
}

async function cancel() {
  const answer = await command("POST", `/appointments/${cancelling.value.id}/cancel`, {});
  cancelling.value = null;
  if (answer) done.value = say("book.cancelled");
  look();
}

async function excuse(reason) {
  const answer = await command("POST", `/appointments/${excusing.value.id}/excuse`, { reason });
  excusing.value = null;
  if (answer) done.value = say("book.excused");
  look();
}

function turnTo(text) {
  day.value = text;
  done.value = null;
  closeAll();
  look();
}

effect(() => {
  if (session.person.value) queueMicrotask(look);
  else {
    list.value = null;
    closeAll();
  }
});
setInterval(() => session.person.value && look(), LOOK_EVERY_MS);

const today = () => (times.value ? dayOf(hallNow(times.value, seconds.value), times.value.offset) : "");

function Inside() {
  const busy = session.sending.value !== "idle";
  return html`
    <${StaffHead} say=${say} session=${session} title=${page.title} signs=${signs.value} date=${date.value}>
      <nav><a href=${`/c/${page.centre}/${session.role === "manager" ? "manage" : "guide"}?lang=${page.language}`}>${say(session.role === "manager" ? "watch.back" : "book.back.guide")}</a></nav>
    <//>
    <${Bars} say=${say} session=${session} signs=${signs.value} said=${said.value} />
    ${sheet.value ? html`<main class="bookings"><${Sheet} say=${say} ...${sheet.value} onClose=${() => (sheet.value = null)} /></main>` : html`<main class="bookings">
      <div class="which">
        <label class="ui-field"><span>${say("book.day")}</span><input type="date" value=${day.value || list.value?.date || today()} onChange=${({ target }) => turnTo(target.value)} /></label>
        ${view.value && html`<div class="filters" role="group" aria-label=${say("book.filter")}>
          ${view.value.counts.map(({ name, count }) => html`<button key=${name} class="ui-button" aria-pressed=${view.value.filter === name} onClick=${() => (filter.value = name)}>${filterText(name)} <b class="num">${count}</b></button>`)}
        </div>`}
        ${session.role === "manager" && view.value?.visits > 0 && html`<button class="ui-button" disabled=${busy} onClick=${openSheet}>${say("book.sheet")}</button>`}
      </div>
      ${done.value && html`<p class="ui-toast" role="status">${done.value}</p>`}
      ${view.value ? html`<${List} busy=${busy} />` : html`<p role="status">${say("loading")}</p>`}
    </main>`}
    ${assigning.value && html`<${Assigned} say=${say} row=${assigning.value} staff=${list.value?.staff ?? []} busy=${busy} onGo=${assign} onClose=${() => (assigning.value = null)} />`}
    ${opened.value && html`<${Opened} say=${say} ...${opened.value} onClose=${() => (opened.value = null)} />`}
    ${excusing.value && html`<${Excused} say=${say} row=${excusing.value} busy=${busy} onGo=${excuse} onClose=${() => (excusing.value = null)} />`}
    ${cancelling.value && html`<${Cancelled} say=${say} row=${cancelling.value} busy=${busy} onGo=${cancel} onClose=${() => (cancelling.value = null)} />`}
  `;
}

const filterText = (name) => say(`book.filter.${name}`);

function List({ busy }) {
  const { times: groups, more } = view.value;
  if (groups.length === 0) return html`<p class="none">${say("book.none")}</p>`;
  return html`<${Rows} say=${say} times=${groups} busy=${busy} acts=${acts} />
    ${more > 0 && html`<p class="none">${say("book.more", { count: more })}</p>`}`;
}

drawn(start, { roles: ["manager", "guide"], inside: Inside, isIdle: () => [excusing, cancelling, assigning, opened, sheet].every(({ value }) => value === null) });
