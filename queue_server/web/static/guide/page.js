// The guide's tablet: find a ticket, take one, see the queues, let a hall be left.

import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { dayOf } from "#ui/clock.js";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { hallNow } from "#ui/live_model.js";
import { pageData } from "#ui/page.js";
import { Signs } from "#ui/parts.js";
import { renewed } from "#ui/renewal.js";
import { signs } from "#ui/signs_model.js";
import { speaker } from "#ui/words.js";
import { StaffSession } from "/static/staff/session.js";
import { Door, Who } from "/static/staff/sign_in.js";
import { Find } from "./find.js";
import { TABS, calledNow, evacuatedHalls, hallsView } from "./model.js";
import { Said } from "./parts.js";
import { Evacuation, Queues } from "./queues.js";
import { Take } from "./take.js";
import { Work } from "./work.js";

const ROLES = ["guide", "manager"];
const ICONS = { find: "search", take: "ticket", queues: "list", evacuation: "warning" };

const page = pageData();
const say = speaker(page.words);
const halls = Object.keys(page.halls).map((code) => `hall:${code}`);
const { rooms, link, now, live } = feed(page, halls);
const session = new StaffSession({ page, say, onChange: speak, onSettled: (command, answer) => work.settled(command, answer) });
const work = new Work({ page, say, session, live });
const seconds = computed(() => Math.floor(now.value / 1000) * 1000);

/** The board of staff is watched with a token only. */
function speak(token) {
  if (token) live.watch("desk");
  else live.unwatch("desk");
  live.speakAs(token);
}

// The session speaks with its new token a moment after it has its person.
effect(() => {
  const isAtWork = session.person.value !== null;
  queueMicrotask(() => (isAtWork ? work.begin() : work.end()));
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
      <a href=${`?lang=${page.other}`} lang=${page.other}>${say("other_language")}</a>
    </header>
    ${shown.old && html`<p class="banner old" role="alert"><${Icon} name="warning" />${say("old", { time: shown.oldSince })}</p>`}
    ${left.length > 0 && html`<p class="banner left" role="alert"><${Icon} name="warning" />${say("evacuated", { halls: left.join(say("and")) })}</p>`}
    <nav aria-label=${page.title}>${TABS.map((name) => html`<button key=${name} aria-current=${tab === name ? "page" : undefined}
      onClick=${() => turnTo(name)}><${Icon} name=${ICONS[name]} />${say(`tab.${name}`)}</button>`)}</nav>
    <main tabindex="0">
      <${Said} work=${work} say=${say} />
      ${tab === "find" && html`<${Find} ...${{ work, page, say }} called=${calledNow(page, rooms.value)} today=${today()} />`}
      ${tab === "take" && html`<${Take} ...${{ work, page, say }} rooms=${rooms.value} />`}
      ${tab === "queues" && html`<${Queues} say=${say} halls=${view} />`}
      ${tab === "evacuation" && html`<${Evacuation} ...${{ work, say }} halls=${view} />`}
    </main>`;
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

const Guide = () => html`<${Door} page=${page} say=${say} session=${session} roles=${ROLES} title=${page.title} inside=${Inside} />`;

renewed(page);
render(html`<${Guide} />`, document.getElementById("page"));
