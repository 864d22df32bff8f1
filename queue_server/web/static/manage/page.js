// The manager's live hall: who comes in, and what is fetched behind the door.

import { effect, signal } from "@preact/signals";
import { html } from "#ui/html.js";
import { atFirstTouch, once, untilThere } from "#ui/later.js";
import { pageData } from "#ui/page.js";
import { HELP_ROOM, helpFor } from "/static/staff/help.js";
import { begun, drawn } from "/static/staff/start.js";

const start = begun(pageData(), { rooms: ["desk", "windows", "devices", HELP_ROOM] });
const { say, session } = start;

/** The desk, fetched while somebody signs in. */
const Work = signal(null);
const openWork = once(async () => {
  const { deskOn } = await untilThere(() => import("./work.js"));
  Work.value = deskOn(start);
});

effect(() => session.person.value && openWork());

const Inside = () => (Work.value ? html`<${Work.value} />` : html`<main class="wait"><p role="status">${say("loading")}</p></main>`);

atFirstTouch(openWork);
drawn(start, { roles: ["manager"], inside: Inside, above: helpFor(start) });
