// Figures of ratings: choose by what and for which days, read them, take them away as a table.

import { computed, effect, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { dateText } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { hallNow } from "#ui/live_model.js";
import { pageData } from "#ui/page.js";
import { signs as signsOf } from "#ui/signs_model.js";
import { Bars } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { begun, drawn } from "/static/staff/start.js";
import { BYS, queryOf, rowView, sentenceOf } from "./model.js";
import { Table } from "./table.js";

const ROOM = "desk";
const ROLES = ["manager", "administrator", "auditor"];

/** A browser reads what is saved after the touch that asked for it: until then its address must stand. */
const KEPT_MS = 60_000;

const start = begun(pageData(), { rooms: [ROOM] });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;

const figures = signal(null);
const busy = signal(false);
const said = signal(null);

const room = computed(() => rooms.value[ROOM]);
const signs = computed(() => signsOf(say, room.value, link.value, seconds.value, live.lastPulseMs));
const date = computed(() => room.value?.times && dateText(hallNow(room.value.times, seconds.value), room.value.times.offset, page.language));

async function look(wanted) {
  if (busy.value) return;
  busy.value = true;
  said.value = null;
  const answer = await session.commands.once("GET", `/rating-figures?${queryOf(wanted)}`);
  busy.value = false;
  if (answer?.status === 200) figures.value = answer.body;
  else refused(answer);
}

function refused(answer) {
  if (answer?.status === 401) session.check();
  said.value = answer?.body?.error?.message ?? say("no_answer");
}

async function save() {
  said.value = null;
  const { by, first, last } = figures.value;
  const headers = { Authorization: `Bearer ${session.token}`, "Accept-Language": page.language };
  const answer = await fetch(`${page.api}/rating-figures.csv?${queryOf(figures.value)}`, { headers, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return refused(answer && { status: answer.status, body: await answer.json().catch(() => null) });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `ratings-${by}-${first}-${last}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

effect(() => {
  if (ROLES.includes(session.role)) queueMicrotask(() => figures.value === null && look({}));
  else figures.value = null;
});

const nameOf = (by) => say(`by.${by}`);

function Search({ shown }) {
  // The page is drawn anew each second: what is chosen must be known, or the fields would be set back by that.
  const [wanted, setWanted] = useState({ by: shown.by, first: shown.first, last: shown.last });
  useEffect(() => setWanted({ by: shown.by, first: shown.first, last: shown.last }), [shown]);
  const fill = ({ target }) => setWanted((now) => ({ ...now, [target.name]: target.value }));
  const send = (event) => {
    event.preventDefault();
    look(wanted);
  };
  return html`<form class="search" onSubmit=${send} onInput=${fill} aria-label=${say("search")}>
    <label class="ui-field"><span>${say("by")}</span><select name="by" value=${wanted.by}>${BYS.map((by) => html`<option key=${by} value=${by}>${nameOf(by)}</option>`)}</select></label>
    <label class="ui-field"><span>${say("first")}</span><input type="date" name="first" required value=${wanted.first} /></label>
    <label class="ui-field"><span>${say("last")}</span><input type="date" name="last" required value=${wanted.last} /></label>
    <p class="keys"><button class="ui-button main" type="submit" disabled=${busy.value}>${say("go")}</button>
      <button class="ui-button" type="button" disabled=${busy.value} onClick=${save}>${say("save")}</button></p>
  </form>`;
}

function Inside() {
  const shown = figures.value;
  const row = (each) => rowView(page, say, shown.by, each);
  return html`
    <${StaffHead} say=${say} session=${session} title=${page.title} signs=${signs.value} date=${date.value}>
      <nav>
        ${session.role === "manager" && html`<a href=${`/c/${page.centre}/manage?lang=${page.language}`}>${say("to_manage")}</a>`}
        <a href=${`/c/${page.centre}/manage/follow-ups?lang=${page.language}`}>${say("to_follow_ups")}</a>
      </nav>
    <//>
    <${Bars} say=${say} session=${session} signs=${signs.value} said=${said.value} />
    <main class="figures">
      ${shown === null
        ? html`<p role="status">${say("loading")}</p>`
        : html`<${Search} shown=${shown} />
            <p class="song sentence" role="status">${sentenceOf(say, shown.total)}${shown.total.set_aside > 0 && html` <span>${say("set_aside", { count: shown.total.set_aside })}</span>`}</p>
            ${shown.rows.length > 0 && html`<${Table} say=${say} by=${shown.by} rows=${shown.rows.map(row)} total=${row(shown.total)} />`}`}
    </main>
  `;
}

drawn(start, { roles: ROLES, inside: Inside });
