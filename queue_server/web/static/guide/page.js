// The guide's tablet: find a ticket, take one, see the queues, let a hall be left.

import { computed, effect, signal } from "@preact/signals";
import { dayOf } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { atFirstTouch, once, untilThere } from "#ui/later.js";
import { hallNow } from "#ui/live_model.js";
import { pageData } from "#ui/page.js";
import { Signs } from "#ui/parts.js";
import { signs } from "#ui/signs_model.js";
import { HELP_ROOM, helpFor } from "/static/staff/help.js";
import { Who } from "/static/staff/sign_in.js";
import { begun, drawn } from "/static/staff/start.js";
import { Find } from "./find.js";
import { TABS, calledNow, evacuatedHalls, hallsView } from "./model.js";
import { Said } from "./parts.js";
import { Evacuation, Queues } from "./queues.js";
import { Work } from "./work.js";

const ICONS = { find: "search", take: "ticket", queues: "list", evacuation: "warning" };

const data = pageData();
const halls = Object.keys(data.halls).map((code) => `hall:${code}`);
const start = begun(data, { rooms: ["desk", HELP_ROOM], halls, onSettled: (command, answer) => work.settled(command, answer) });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;
const work = new Work({ page, say, session, live });

/** Taking a number, with its search: fetched while somebody signs in. */
const Take = signal(null);
const openTake = once(async () => {
  Take.value = (await untilThere(() => import("./take.js"))).Take;
});

// The session speaks with its new token a moment after it has its person.
effect(() => {
  const isAtWork = session.person.value !== null;
  queueMicrotask(() => (isAtWork ? work.begin() : work.end()));
  if (isAtWork) openTake();
});

let heard = -1;
effect(() => {
  const room = rooms.value[`ticket:${work.ticket.value?.public_id}`];
  if (room && room.seq !== heard) work.look();
  heard = room?.seq ?? -1;
});

function Inside() {
  const tab = work.tab.value;
  const shown = signs(say, rooms.value[halls[0]], link.value, seconds.value, live.lastPulseMs);
  const view = hallsView(page, say, rooms.value, seconds.value);
  const left = evacuatedHalls(page, rooms.value).map((code) => page.halls[code].name);
  return html`
    <header class="top">
      <h1>${page.title}<i>${page.centre_name}</i></h1>
      <p class="status"><${Signs} signs=${shown} /><b class="num clock">${shown.clock}</b></p>
      <${Who} say=${say} session=${session} />
      <a href=${`/c/${page.centre}/manage/bookings?lang=${page.language}`}>${say("bookings")}</a>
      <a href=${`?lang=${page.other}`} lang=${page.other}>${say("other_language")}</a>
    </header>
    ${shown.old && html`<p class="banner old" role="alert"><${Icon} name="warning" />${say("old", { time: shown.oldSince })}</p>`}
    ${left.length > 0 && html`<p class="banner left" role="alert"><${Icon} name="warning" />${say("evacuated", { halls: left.join(say("and")) })}</p>`}
    <nav aria-label=${page.title}>${TABS.map((name) => html`<button key=${name} aria-current=${tab === name ? "page" : undefined}
      onClick=${() => turnTo(name)}><${Icon} name=${ICONS[name]} />${say(`tab.${name}`)}</button>`)}</nav>
    <main tabindex="0">
      <${Said} work=${work} say=${say} />
      ${tab === "find" && html`<${Find} ...${{ work, page, say }} called=${calledNow(page, rooms.value)} today=${today()} />`}
      ${tab === "take" && taking()}
      ${tab === "queues" && html`<${Queues} say=${say} halls=${view} />`}
      ${tab === "evacuation" && html`<${Evacuation} ...${{ work, say }} halls=${view} />`}
    </main>`;
}

function taking() {
  if (!Take.value) return html`<p class="hint">${say("take.loading")}</p>`;
  return html`<${Take.value} ...${{ work, page, say }} rooms=${rooms.value} />`;
}

/** The hall's date, null until it is heard. */
function today() {
  const times = rooms.value[halls[0]]?.times;
  return times ? dayOf(hallNow(times, seconds.value), times.offset) : null;
}

function turnTo(tab) {
  work.said.value = work.returning.value = null;
  work.tab.value = tab;
}

atFirstTouch(openTake);
drawn(start, { roles: ["guide", "manager"], inside: Inside, above: helpFor(start) });
