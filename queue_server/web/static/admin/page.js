// The administrator's desk: which devices may speak, codes for new ones, and how accounts are made.

import { computed, effect, signal } from "@preact/signals";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { Bars, commandsOf } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { begun, drawn } from "/static/staff/start.js";
import { Devices, Revoke } from "./devices.js";
import { Enrol } from "./enrol.js";
import { adminView } from "./model.js";
import { People } from "./people.js";

const start = begun(pageData(), { rooms: ["devices"] });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;
const { said, command } = commandsOf(session, say);
const code = signal(null);
const leaving = signal(null);

const view = computed(() =>
  adminView(page, say, { rooms: rooms.value, link: link.value, nowMs: seconds.value, freshAtMs: live.lastPulseMs }),
);

effect(() => session.person.value === null && (code.value = null));

async function enrol(kind, place) {
  code.value = null;
  code.value = await command("POST", "/devices/codes", { kind, place });
}

async function revoke() {
  if (await command("DELETE", `/devices/${encodeURIComponent(leaving.value.code)}`)) leaving.value = null;
}

function leave(device) {
  said.value = null;
  leaving.value = device;
}

function Inside() {
  const busy = session.sending.value !== "idle";
  const { signs, date, ready, devices, serverMs } = view.value;
  return html`
    <${StaffHead} say=${say} session=${session} title=${say("title")} signs=${signs} date=${date}>
      <nav><a href=${`/c/${page.centre}/manage/follow-ups?lang=${page.language}`}>${say("key.follow_ups")}</a></nav>
    <//>
    <${Bars} say=${say} session=${session} signs=${signs} />
    <main class="admin-floor">
      ${ready
        ? html`<${Devices} say=${say} devices=${devices} busy=${busy} onRevoke=${leave} />`
        : html`<p role="status">${say("loading")}</p>`}
      <div>
        <${Enrol} page=${page} say=${say} devices=${devices} busy=${busy} code=${code.value} serverMs=${serverMs}
          said=${leaving.value ? null : said.value} onEnrol=${enrol} />
        <${People} say=${say} />
      </div>
    </main>
    ${leaving.value &&
    html`<${Revoke} say=${say} device=${leaving.value} busy=${busy} said=${said.value} onGo=${revoke} onClose=${() => leave(null)} />`}
  `;
}

drawn(start, { roles: ["administrator"], inside: Inside });
