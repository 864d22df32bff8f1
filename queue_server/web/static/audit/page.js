// The auditor's desk: search what happened, read it, take it away as a table. Nothing can be changed here.

import { computed, effect, signal } from "@preact/signals";
import { dateText } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { hallNow } from "#ui/live_model.js";
import { pageData } from "#ui/page.js";
import { signs as signsOf } from "#ui/signs_model.js";
import { Bars } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { begun, drawn } from "/static/staff/start.js";
import { Facts } from "./facts.js";
import { queryOf, rowsOf } from "./model.js";
import { Search } from "./search.js";

const ROOM = "desk";
const start = begun(pageData(), { rooms: [ROOM] });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;

const wanted = signal({ day: "", person: "", number: "", window: "", kind: "" });
const facts = signal(null);
const before = signal(null);
const busy = signal(false);
const said = signal(null);

const room = computed(() => rooms.value[ROOM]);
const signs = computed(() => signsOf(say, room.value, link.value, seconds.value, live.lastPulseMs));
const date = computed(() => room.value?.times && dateText(hallNow(room.value.times, seconds.value), room.value.times.offset, page.language));

/** The server names the day that it looked through, where the form named none. */
async function look(asked, from = null) {
  if (busy.value) return;
  busy.value = true;
  said.value = null;
  const answer = await session.commands.once("GET", `/facts?${queryOf(asked, from)}`);
  busy.value = false;
  if (answer?.status !== 200) return refused(answer);
  wanted.value = { ...asked, day: asked.day || (answer.body.day ?? "") };
  facts.value = from === null ? answer.body.facts : [...facts.value, ...answer.body.facts];
  before.value = answer.body.before;
}

function refused(answer) {
  if (answer?.status === 401) session.check();
  said.value = answer?.body?.error?.message ?? say("no_answer");
}

async function save() {
  said.value = null;
  const headers = { Authorization: `Bearer ${session.token}`, "Accept-Language": page.language };
  const answer = await fetch(`${page.api}/facts.csv?${queryOf(wanted.value)}`, { headers, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return refused(answer && { status: answer.status });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `facts-${wanted.value.day || "all"}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

effect(() => {
  if (session.role === "auditor") queueMicrotask(() => facts.value === null && look(wanted.value));
  else facts.value = null;
});

const Inside = () => html`
  <${StaffHead} say=${say} session=${session} title=${page.title} signs=${signs.value} date=${date.value}>
    <nav><a href=${`/c/${page.centre}/manage/follow-ups?lang=${page.language}`}>${say("key.follow_ups")}</a></nav>
  <//>
  <${Bars} say=${say} session=${session} signs=${signs.value} said=${said.value} />
  <main class="trail">
    <${Search} page=${page} say=${say} wanted=${wanted.value} busy=${busy.value} onLook=${look} onSave=${save} />
    ${facts.value === null
      ? html`<p role="status">${say("looking")}</p>`
      : html`<${Facts} say=${say} rows=${rowsOf(page, say, facts.value)} more=${before.value !== null} busy=${busy.value}
          onMore=${() => look(wanted.value, before.value)} />`}
  </main>
`;

drawn(start, { roles: ["auditor"], inside: Inside });
