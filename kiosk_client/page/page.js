// The kiosk's page: which screen is on, and what a touch does.

import { render } from "preact";
import { computed, effect, signal } from "@preact/signals";
import { clockText, dateText } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { fit, pageData } from "#ui/page.js";
import { steadyNow } from "#ui/now.js";
import { careful } from "#ui/touch.js";
import { speaker } from "#ui/words.js";
import { isSilent, keepLooking, materialsOf, wordsOf } from "./agent.js";
import { codeReader } from "./code_reader.js";
import { handAt, homeIn, quietEnds } from "./home_in.js";
import { languagesOf } from "./home_model.js";
import { largeType, later } from "./later.js";
import { quietly, soon } from "./quietly.js";
import { Frame } from "./screens/frame.js";
import { Home } from "./screens/home.js";
import { shelves } from "./shelf.js";
import { standing } from "./trail.js";
import { isReading, learnVoices } from "./voice.js";

const page = pageData();
const LATER_MS = 4000;
const READY_MS = 300;
const HOME = { name: "home" };

const language = signal(page.language);
const words = { [page.language]: page.words };
/** The languages whose words are here; an evacuation is told in all of them. */
const spoken = signal([page.language]);
/** Everything behind the first page; null until it is here. */
const behind = signal(null);
const shelf = signal(null);
const large = signal(false);
const wide = signal(innerWidth > innerHeight);
const state = signal({ online: true, hall: null });
const heardAtMs = signal(steadyNow());
const now = signal(steadyNow());
const trail = signal([HOME]);
/** Seconds until the screen belongs to the next visitor, while the page asks whether this one is still there; else null. */
const leavingIn = signal(null);
/** The quiet minute counts whatever is heard, a reader too; a result stays for a hand alone. */
let touchedAtMs = steadyNow();
const hand = handAt(steadyNow());
let index = null;

const screen = () => trail.value.at(-1);
const show = (next) =>
  withAll(() => {
    trail.value = [...trail.value, next];
  });
const change = (next) => {
  trail.value = [...trail.value.slice(0, -1), typeof next === "function" ? next(screen()) : next];
};
const back = () => {
  trail.value = trail.value.length > 1 ? trail.value.slice(0, -1) : [HOME];
};
const home = () => {
  trail.value = [HOME];
};

function hear(heard, atMs) {
  state.value = heard;
  heardAtMs.value = atMs;
}

keepLooking({
  /** What is new is drawn when the answer to a press stands on the screen; the first of it at once. */
  onState: (heard, atMs) => (state.value.hall === null ? hear(heard, atMs) : soon(() => hear(heard, atMs))),
  onCatalogue: (catalogue) => {
    shelf.value = shelves(catalogue);
    trail.value = standing(shelf.value, trail.value);
    index = null;
    if (behind.value) setTimeout(searching, READY_MS);
  },
});

/** Do it at once, or as soon as everything behind the first page is here. */
function withAll(act = () => {}) {
  if (behind.value) act();
  else prepare().then(act, (problem) => console.info("not loaded", String(problem)));
}

async function prepare() {
  const { SCREENS, keepReading, searchIndex, taking, warmingUp } = await later();
  if (behind.value) return;
  const takes = taking({
    screen,
    show,
    change,
    back,
    only: (next) => {
      trail.value = [HOME, next];
    },
    language: () => language.value,
  });
  behind.value = { SCREENS, searchIndex, takes, warmingUp };
  keepReading();
  if (shelf.value) setTimeout(searching, READY_MS);
}

/** What is searched, made when everything is here, or at the first search if that comes earlier. */
function searching() {
  if (index === null) {
    index = behind.value.searchIndex(shelf.value);
    quietly(behind.value.warmingUp(index));
  }
  return index;
}

/** What an entry of a list leads to: a department to its items, everything else to taking a number. */
function open(kind, code) {
  const thing = { kind, code };
  show(kind === "department" ? { name: "items", department: code } : { name: "item", thing });
  if (kind === "service") learnMaterials(thing);
}

/** What to bring comes when an item is opened. */
async function learnMaterials(thing) {
  const materials = await materialsOf(thing.code);
  trail.value = trail.value.map((one) => (one.thing === thing ? { ...one, materials } : one));
}

async function learn(code) {
  words[code] ??= await wordsOf(code);
  if (!words[code]) return false;
  if (!spoken.value.includes(code)) spoken.value = [...spoken.value, code];
  return true;
}

/** The words of another language come with the first touch of its key; without them the page stays as it is. */
async function setLanguage(code) {
  if (!(await learn(code))) return;
  language.value = code;
  document.documentElement.lang = code === "zh" ? "zh-CN" : code;
}

/** Without its styles, which come with the first touch, large type is not begun. */
const setLarge = () =>
  withAll(() =>
    largeType().then(
      () => {
        large.value = !large.value;
        home();
      },
      (problem) => console.info("not loaded", String(problem)),
    ),
  );

/** Nobody has touched the screen for a while: it belongs to the next visitor. Whoever waits for an answer or listens is here. */
function tick() {
  now.value = steadyNow();
  const here = screen();
  if (here.name === "asking" || isReading(now.value)) touchedAtMs = now.value;
  const quiet = quietEnds(touchedAtMs, now.value);
  const isResult = here.name === "result";
  const isFirst = trail.value.length === 1 && language.value === page.language && !large.value;
  leavingIn.value = isResult || isFirst ? null : quiet.seconds;
  const over = isResult ? homeIn(here.sinceMs, hand.ms(), now.value).seconds === 0 : quiet.over;
  if (!over) return;
  if (trail.value.length > 1) home();
  if (language.value !== page.language) setLanguage(page.language);
  large.value = false;
}

setInterval(tick, 250);
for (const event of ["pointerdown", "keydown"]) {
  addEventListener(event, () => (touchedAtMs = steadyNow()), { capture: true });
}
addEventListener("pointerdown", () => hand.touch(steadyNow()), { capture: true });
addEventListener("keydown", (event) => hand.key(steadyNow(), event), { capture: true });

/** The hall's clock goes on between two looks. */
function clockNow() {
  const { hall_time, server_time, speed } = state.value;
  if (!hall_time) return null;
  const ms = Date.parse(hall_time) + (now.value - heardAtMs.value) * speed;
  const offset = hall_time.match(/([+-]\d\d:\d\d|Z)$/)[0];
  const demo = speed !== 1 || Math.abs(Date.parse(hall_time) - Date.parse(server_time)) > 2000;
  return {
    time: clockText(ms, offset),
    date: dateText(ms, offset, language.value),
    seen: clockText(Date.parse(hall_time) - (state.value.seen_s_ago ?? 0) * 1000 * speed, offset),
    speed: demo ? speed : null,
  };
}

/** What is drawn changes once a minute, not with every tick. */
const clockShown = computed(() => JSON.stringify(clockNow()));
const clock = computed(() => JSON.parse(clockShown.value));

/** An agent that has been silent for long is not online, and gives no numbers of its own either. */
const silent = computed(() => isSilent(heardAtMs.value, now.value));
const heard = computed(() => (silent.value ? { ...state.value, online: false, own_numbers: false } : state.value));

const Starting = ({ kiosk }) => html`<p class="plain-text">${kiosk.say("starting")}</p>`;

const ownHall = computed(() => state.value.halls?.[state.value.hall]);
const leaving = computed(() => ownHall.value?.state === "evacuation");

/** Each sentence in a line of its own. */
const inLines = (text) => text.replace(/(?<=[。.]) *(?=.)/g, "\n");

/** An evacuation in every language whose words are here, the page's own first. */
function leaveWords() {
  const codes = [language.value, ...spoken.value.filter((code) => code !== language.value)];
  return codes.map((code) => {
    const say = speaker(words[code]);
    return { language: code, title: say("evacuation.title"), text: inLines(ownHall.value.evacuation_text?.[code] || say("evacuation.text")) };
  });
}

function Kiosk() {
  const say = speaker(words[language.value]);
  const kiosk = {
    say,
    language: language.value,
    state: heard.value,
    shelf: shelf.value,
    index: searching,
    large: large.value,
    layout: `${wide.value ? "wide" : "tall"}${large.value ? " elder" : ""}`,
    languages: languagesOf(shelf.value, page.languages),
    clock: clock.value,
    leavingIn: leavingIn.value,
    /** Whoever reads it is drawn with every tick. */
    get nowMs() {
      return now.value;
    },
    get touchedAtMs() {
      return hand.ms();
    },
  };
  const acts = { show, change, back, home, open, setLanguage, setLarge, ...behind.value?.takes };
  const here = screen();
  const Screen = shelf.value === null ? Starting : (behind.value?.SCREENS[here.name] ?? Home);
  return html`<${Frame} kiosk=${kiosk} acts=${acts} here=${here} leaving=${leaving.value ? leaveWords() : null}>
    <${Screen} kiosk=${kiosk} acts=${acts} here=${here} />
  <//>`;
}

careful();
learnVoices();
const root = document.getElementById("page");
effect(() => {
  root.classList.toggle("wide", wide.value);
  root.classList.toggle("elder", large.value);
  document.body.classList.toggle("elder", large.value);
});
effect(() => {
  if (leaving.value) for (const code of Object.keys(page.languages)) learn(code);
});
render(html`<${Kiosk} />`, root);
for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => withAll(), { capture: true, once: true });
const onTicket = (publicId) => withAll(() => behind.value.takes.held(publicId));
const onBooking = (publicId) => withAll(() => behind.value.takes.checkIn({ public_id: publicId }));
addEventListener("keydown", codeReader(onTicket, onBooking), { capture: true });
setTimeout(withAll, LATER_MS);
fit(root, ...(wide.value ? [1920, 1080] : [1080, 1920]));
