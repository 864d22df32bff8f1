// The devices' page: how everything in the centre is, and the keys to test it or to start it anew.

import { computed, signal } from "@preact/signals";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { Bars, commandsOf } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { begun, drawn } from "/static/staff/start.js";
import { Asked, Halls } from "./rows.js";
import { devicesView } from "./model.js";

const ROLES = ["manager", "guide", "administrator"];
/** A guide says how machines are, and orders nothing. */
const ORDERING = ["manager", "administrator"];

const start = begun(pageData(), { rooms: ["devices"] });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;
const { said, command } = commandsOf(session, say);
const asking = signal(null);

const view = computed(() =>
  devicesView(page, say, { room: rooms.value.devices, link: link.value, nowMs: seconds.value, freshAtMs: live.lastPulseMs }),
);

const of = ({ partOf, code }) => encodeURIComponent(partOf ?? code);

async function order(row, kind) {
  const body = { order: kind, part: row.partOf ? row.code : null };
  await command("POST", `/devices/${of(row)}/orders`, body);
  asking.value = null;
}

const acts = {
  test: (row) => order(row, "test"),
  restart: (row) => (asking.value = row),
  set: (row, state) => command("PUT", `/devices/${of(row)}/machine`, { state }),
};

function Inside() {
  const busy = session.sending.value !== "idle";
  const { signs, date, ready, counts, halls } = view.value;
  return html`
    <${StaffHead} say=${say} session=${session} title=${page.title} signs=${signs} date=${date}>
      ${session.role === "manager" && html`<nav><a href=${`/c/${page.centre}/manage?lang=${page.language}`}>${say("watch.back")}</a></nav>`}
    <//>
    <${Bars} say=${say} session=${session} signs=${signs} said=${said.value} />
    <main class="watch">
      ${ready
        ? html`<dl class="counts">${counts.map(({ level, count }) => html`<${Count} key=${level} level=${level} count=${count} />`)}</dl>
            <${Halls} say=${say} halls=${halls} busy=${busy} acts=${ORDERING.includes(session.role) ? acts : { set: acts.set }} />`
        : html`<p role="status">${say("device.waiting")}</p>`}
    </main>
    ${asking.value && html`<${Asked} say=${say} row=${asking.value} busy=${busy} onGo=${() => order(asking.value, "restart")} onClose=${() => (asking.value = null)} />`}
  `;
}

const nameOf = (level) => say(`watch.level.${level}`);

const Count = ({ level, count }) => html`<div class=${count ? level : "none"}><dt><span class=${`shape ${level}`}></span>${nameOf(level)}</dt><dd class="num">${count}</dd></div>`;

drawn(start, { roles: ROLES, inside: Inside, isIdle: () => asking.value === null });
