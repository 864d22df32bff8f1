// The manager's live hall: watches the boards of staff, and sends one command at a time.

import { render } from "preact";
import { computed, effect, signal } from "@preact/signals";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { renewed } from "#ui/renewal.js";
import { speaker } from "#ui/words.js";
import { StaffSession } from "/static/staff/session.js";
import { Door } from "/static/staff/sign_in.js";
import { Desk } from "./desk.js";
import { deskView } from "./model.js";
import { ringFor } from "./sound.js";

const ROLES = ["manager"];
const ROOMS = ["desk", "windows", "devices"];

const page = pageData();
const say = speaker(page.words);
const { rooms, link, now, live } = feed(page, []);
const session = new StaffSession({ page, say, onChange: speak });
const order = signal("place");
const panel = signal(null);
const said = signal(null);
const seconds = computed(() => Math.floor(now.value / 1000) * 1000);

/** Watch the rooms of staff with this token, or nothing without one. */
function speak(token) {
  ROOMS.forEach((room) => (token ? live.watch(room) : live.unwatch(room)));
  live.speakAs(token);
}

const view = computed(() =>
  deskView(page, say, { rooms: rooms.value, link: link.value, nowMs: seconds.value, freshAtMs: live.lastPulseMs, order: order.value }),
);

effect(() => view.value.ready && session.person.value && ringFor(view.value.alarms));
effect(() => ROOMS.some((room) => rooms.value[room]?.error?.code === "not_signed_in") && session.check());

/** Open a panel, `{kind, key}`; a window's own board is watched as long as its panel is open. */
function open(next) {
  if (panel.value?.kind === "window") live.unwatch(`window:${panel.value.key}`);
  if (next?.kind === "window") live.watch(`window:${next.key}`);
  said.value = null;
  panel.value = next;
}

/**
 * Send a command; true when it was done, else what was said stays on the panel. Keys differ by what they ask:
 * to open again at once what was just shut is no finger that trembles.
 */
async function command(method, path, body, way = "send") {
  said.value = null;
  const finger = `${path} ${JSON.stringify(body)}`;
  const answer = await session[way](method, path, body, { finger });
  if (answer === null) return false;
  if (!answer.done) said.value = answer.body?.error?.message ?? say("refused");
  return answer.done;
}

const acts = {
  open,
  arrange: (window, wanted) => command("PATCH", `/windows/${window}`, wanted),
  put: (hall, text) => command("PUT", `/halls/${hall}/notice`, { text }),
  evacuate: (hall, on) => command("PUT", `/halls/${hall}/evacuation`, { on }, "hurry"),
};

function Inside() {
  return html`<${Desk} page=${page} say=${say} session=${session} view=${view.value} rooms=${rooms.value} order=${order}
    panel=${panel.value} said=${said.value} acts=${acts} />`;
}

const Manage = () =>
  html`<${Door} page=${page} say=${say} session=${session} roles=${ROLES} title=${page.title} inside=${Inside} />`;

renewed(page);
render(html`<${Manage} />`, document.getElementById("page"));
