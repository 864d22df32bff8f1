// The desk of follow-ups: look through the lists, open one, do what is to be done. The address names the one that is open.

import { computed, effect, signal } from "@preact/signals";
import { dateText } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { hallNow } from "#ui/live_model.js";
import { pageData } from "#ui/page.js";
import { signs as signsOf } from "#ui/signs_model.js";
import { Bars, commandsOf } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { begun, drawn } from "/static/staff/start.js";
import { Rows, Tabs } from "./list.js";
import { LISTS, orderView, rowView } from "./model.js";
import { Hotline } from "./hotline.js";
import { Order } from "./order.js";

const ROOM = "desk";
const ROLES = ["manager", "administrator", "auditor"];
const EVERY_MS = 60_000;

const start = begun(pageData(), { rooms: [ROOM] });
const { page, say, session } = start;
const { rooms, link, seconds, live } = start.line;
const { said, command } = commandsOf(session, say);

const list = signal("open");
const found = signal(null);
const one = signal(null);
const busy = signal(false);
const taking = signal(false);

/** Whether earlier ones were read to those of the list. */
const more = signal(false);

const room = computed(() => rooms.value[ROOM]);
const signs = computed(() => signsOf(say, room.value, link.value, seconds.value, live.lastPulseMs));
const date = computed(() => room.value?.times && dateText(hallNow(room.value.times, seconds.value), room.value.times.offset, page.language));

const numberOf = (hash) => Number(/^#(\d+)$/.exec(hash)?.[1] ?? 0) || null;
const open = signal(numberOf(location.hash));

/** An answer, or null and a sentence. */
async function read(path) {
  busy.value = true;
  const answer = await session.commands.once("GET", path);
  busy.value = false;
  if (answer?.status === 200) return answer.body;
  if (answer?.status === 401) session.check();
  said.value = answer?.body?.error?.message ?? say("no_answer");
  return null;
}

async function readList(before = null) {
  const body = await read(`/follow-ups?list=${list.value}${before === null ? "" : `&before=${before}`}`);
  if (body === null || body.listed !== list.value) return;
  more.value = before !== null;
  found.value = before === null ? body : { ...body, follow_ups: [...found.value.follow_ups, ...body.follow_ups] };
}

/** By the clock, unless earlier ones were asked for: they would be gone from under whoever reads them. */
function renew() {
  if (session.role && !busy.value && !more.value && document.visibilityState === "visible") readList();
}

async function readOne() {
  if (open.value === null) return void (one.value = null);
  const body = await read(`/follow-ups/${open.value}`);
  if (body === null && one.value?.id !== open.value) open.value = null;
  if (body?.id === open.value) one.value = body;
}

function choose(next) {
  said.value = null;
  list.value = next;
  readList();
}

/** The address changes with what is open, so that the browser's way back works. */
function go(number) {
  said.value = null;
  location.hash = number === null ? "" : `#${number}`;
}

addEventListener("hashchange", () => {
  const left = open.value;
  open.value = numberOf(location.hash);
  readOne().then(() => drawnNow().then(() => (open.value === null ? toRow(left) : toTitle())));
});

/** After the page was drawn with what has just changed. */
const drawnNow = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** The keyboard goes on where the eyes are: at the order that is open, or back at the row from which it was opened. */
const toTitle = () => document.getElementById("order-title")?.focus();
const toRow = (number) => (document.getElementById(`row-${number}`) ?? document.querySelector(".lists [aria-pressed=true]"))?.focus();

async function act(name, body) {
  const done = await command("POST", `/follow-ups/${open.value}/${name}`, body);
  await readOne();
  await readList();
  if (done === null) return false;
  drawnNow().then(toTitle);
  return true;
}

async function takeIn(body) {
  const done = await command("POST", "/follow-ups", body);
  if (done === null) return false;
  taking.value = false;
  await readList();
  go(done.id);
  return true;
}

effect(() => {
  if (!ROLES.includes(session.role)) return void (found.value = one.value = null);
  queueMicrotask(() => {
    if (found.value === null) readList().then(readOne);
  });
});
setInterval(renew, EVERY_MS);

function Inside() {
  const body = found.value;
  const working = session.sending.value !== "idle";
  const shown = open.value !== null && one.value?.id === open.value ? one.value : null;
  const today = body?.today;
  return html`
    <${StaffHead} say=${say} session=${session} title=${page.title} signs=${signs.value} date=${date.value}>
      <nav>
        ${session.role === "manager" && html`<a href=${`/c/${page.centre}/manage?lang=${page.language}`}>${say("to_manage")}</a>`}
        <a href=${`/c/${page.centre}/manage/ratings?lang=${page.language}`}>${say("to_figures")}</a>
        ${session.role === "manager" && html`<button onClick=${() => (taking.value = true)}>${say("hotline.new")}</button>`}
      </nav>
    <//>
    <${Bars} say=${say} session=${session} signs=${signs.value} said=${said.value} />
    ${body === null
      ? html`<main class="wait"><p role="status">${say("loading")}</p></main>`
      : html`<main class=${`follow${shown ? " open" : ""}`}>
          <${Tabs} say=${say} counts=${body.counts} chosen=${list.value} onChoose=${choose} />
          <${Rows} say=${say} rows=${body.follow_ups.map((row) => rowView(page, say, row, today))} chosen=${shown?.id ?? null} total=${body.counts[body.listed]}
            more=${body.before !== null} busy=${busy.value} onOpen=${go} onMore=${() => readList(body.before)} />
          ${shown
            ? html`<${Order} page=${page} say=${say} view=${orderView(page, say, shown, today, session.person.value.user)} busy=${working}
                onDo=${act} onBack=${() => go(null)} />`
            : html`<p class="choose">${say("choose")}</p>`}
        </main>`}
    ${taking.value && html`<${Hotline} page=${page} say=${say} busy=${working} said=${said.value} onSend=${takeIn} onClose=${() => (taking.value = false)} />`}
  `;
}

drawn(start, { roles: ROLES, inside: Inside, isIdle: () => open.value === null && !taking.value && LISTS.includes(list.value) });
