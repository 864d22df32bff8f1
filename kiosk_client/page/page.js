// The kiosk's page: which screen is on, and what a touch does.

import { render } from "preact";
import { signal } from "@preact/signals";
import { clockText, dateText } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { fit, newKey, pageData } from "#ui/page.js";
import { speaker } from "#ui/words.js";
import { followPaper, keepLooking, printAgain, takeNumber } from "./agent.js";
import { HOME_AFTER_S, shelves, wish } from "./model.js";
import { searchIndex } from "./search.js";
import { Frame } from "./screens/frame.js";
import { Home } from "./screens/home.js";
import { Departments, Items, Scenarios } from "./screens/lists.js";
import { Find } from "./screens/find.js";
import { Item } from "./screens/item.js";
import { Asking, Offline, Refused, Result, Starting } from "./screens/result.js";

const page = pageData();
const QUIET_FOR_MS = 60_000;
const HOME = { name: "home" };

const language = signal(page.language);
const shelf = signal(null);
const index = signal([]);
const state = signal({ online: true, hall: null });
const heardAtMs = signal(Date.now());
const now = signal(Date.now());
const trail = signal([HOME]);
let touchedAtMs = Date.now();

const screen = () => trail.value.at(-1);
const show = (next) => {
  trail.value = [...trail.value, next];
};
const change = (next) => {
  trail.value = [...trail.value.slice(0, -1), next];
};
const back = () => {
  trail.value = trail.value.length > 1 ? trail.value.slice(0, -1) : [HOME];
};
const home = () => {
  trail.value = [HOME];
};

keepLooking({
  onState: (heard, atMs) => {
    state.value = heard;
    heardAtMs.value = atMs;
  },
  onCatalogue: (catalogue) => {
    shelf.value = shelves(catalogue);
    index.value = searchIndex(catalogue);
  },
});

/** One touch, one key: the same number comes back however often it has to be asked for. */
async function take(thing, visitorClass, idNumber) {
  const wanted = wish(thing, visitorClass, language.value, idNumber, newKey());
  const again = () => take(thing, visitorClass, idNumber);
  show({ name: "asking" });
  const job = await takeNumber(wanted);
  if (job.state === "issued") {
    trail.value = [HOME, { name: "result", job, sinceMs: Date.now() }];
    touchedAtMs = Date.now();
    followPaper(job.key, (newer) => follow(newer), () => screen().job?.key === job.key);
  } else if (job.state === "refused") change({ name: "refused", message: job.error?.message ?? null });
  else change({ name: "offline", again: () => (back(), again()) });
}

function follow(job) {
  if (screen().name === "result") change({ ...screen(), job });
}

async function reprint(job) {
  const newer = await printAgain(job.ticket.public_id, newKey());
  if (!newer || screen().job?.key !== job.key) return;
  follow(newer);
  followPaper(job.key, follow, () => screen().job?.key === job.key);
}

function setLanguage() {
  language.value = language.value === "zh" ? "en" : "zh";
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
}

/** Nobody has touched the screen for a while: it belongs to the next visitor. */
function tick() {
  now.value = Date.now();
  const quietMs = Date.now() - touchedAtMs;
  const limitMs = screen().name === "result" ? HOME_AFTER_S * 1000 : QUIET_FOR_MS;
  if (quietMs < limitMs || screen().name === "asking") return;
  if (trail.value.length > 1) home();
  if (language.value !== page.language) setLanguage();
}

setInterval(tick, 250);
for (const event of ["pointerdown", "keydown"]) {
  addEventListener(event, () => (touchedAtMs = Date.now()), { capture: true });
}

const SCREENS = {
  home: Home,
  departments: Departments,
  items: Items,
  scenarios: Scenarios,
  find: Find,
  item: Item,
  asking: Asking,
  result: Result,
  refused: Refused,
  offline: Offline,
};

/** The hall's clock goes on between two looks. */
function clock() {
  const { hall_time, server_time, speed } = state.value;
  if (!hall_time) return null;
  const ms = Date.parse(hall_time) + (now.value - heardAtMs.value) * speed;
  const offset = hall_time.match(/([+-]\d\d:\d\d|Z)$/)[0];
  const demo = speed !== 1 || Math.abs(Date.parse(hall_time) - Date.parse(server_time)) > 2000;
  return {
    time: clockText(ms, offset),
    date: dateText(ms, offset, language.value),
    seen: clockText(ms - (state.value.seen_s_ago ?? 0) * 1000 * speed, offset),
    speed: demo ? speed : null,
  };
}

function Kiosk() {
  const say = speaker(page.words[language.value]);
  const kiosk = {
    say,
    language: language.value,
    state: state.value,
    shelf: shelf.value,
    index: index.value,
    clock: clock(),
    secondsLeft: Math.max(0, Math.ceil(HOME_AFTER_S - (now.value - touchedAtMs) / 1000)),
  };
  const acts = { show, change, back, home, take, reprint, setLanguage };
  const here = screen();
  const ownHall = state.value.halls?.[state.value.hall];
  const leaving = ownHall?.state === "evacuation";
  const Screen = shelf.value === null ? Starting : SCREENS[here.name];
  return html`<${Frame} kiosk=${kiosk} acts=${acts} here=${here} leaving=${leaving ? ownHall : null}>
    <${Screen} kiosk=${kiosk} acts=${acts} here=${here} />
  <//>`;
}

const root = document.getElementById("page");
const wide = () => innerWidth > innerHeight;
root.classList.toggle("wide", wide());
render(html`<${Kiosk} />`, root);
fit(root, ...(wide() ? [1920, 1080] : [1080, 1920]));
