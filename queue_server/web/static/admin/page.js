// The administrator's desk: which devices may speak, codes for new ones, and how accounts are made.

import { render } from "preact";
import { computed, effect, signal } from "@preact/signals";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { renewed } from "#ui/renewal.js";
import { speaker } from "#ui/words.js";
import { StaffHead } from "/static/staff/head.js";
import { StaffSession } from "/static/staff/session.js";
import { Door } from "/static/staff/sign_in.js";
import { Devices, Revoke } from "./devices.js";
import { Enrol } from "./enrol.js";
import { adminView } from "./model.js";
import { People } from "./people.js";

const ROLES = ["administrator"];

const page = pageData();
const say = speaker(page.words);
const { rooms, link, now, live } = feed(page, []);
const session = new StaffSession({ page, say, onChange: speak });
const said = signal(null);
const code = signal(null);
const leaving = signal(null);
const seconds = computed(() => Math.floor(now.value / 1000) * 1000);

function speak(token) {
  if (token) live.watch("devices");
  else live.unwatch("devices");
  live.speakAs(token);
}

const view = computed(() =>
  adminView(page, say, { rooms: rooms.value, link: link.value, nowMs: seconds.value, freshAtMs: live.lastPulseMs }),
);

effect(() => rooms.value.devices?.error?.code === "not_signed_in" && session.check());
effect(() => session.person.value === null && (code.value = null));

/** Send a command; its answer's body when it was done, else null and what was said is shown. */
async function command(method, path, body) {
  said.value = null;
  const answer = await session.send(method, path, body);
  if (answer === null) return null;
  if (!answer.done) said.value = answer.body?.error?.message ?? say("refused");
  return answer.done ? answer.body ?? {} : null;
}

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
    <${StaffHead} say=${say} session=${session} title=${say("title")} signs=${signs} date=${date} />
    ${signs.old && html`<p class="bar-old" role="alert">${say("old", { time: signs.oldSince ?? "—" })}</p>`}
    ${session.sending.value === "again" && html`<p class="bar-old" role="alert">${say("again")}</p>`}
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

const Admin = () =>
  html`<${Door} page=${page} say=${say} session=${session} roles=${ROLES} title=${page.title} inside=${Inside} />`;

renewed(page);
render(html`<${Admin} />`, document.getElementById("page"));
