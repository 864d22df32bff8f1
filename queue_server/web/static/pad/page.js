// The clerk's PAD: signs in, watches its window, and sends one command at a time.

import { render } from "preact";
import { computed, effect, signal } from "@preact/signals";
import { stayAwake } from "#ui/awake.js";
import { Commands, shelfIn } from "#ui/commands.js";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { ItemNames } from "#ui/item_names.js";
import { pageData } from "#ui/page.js";
import { renewed } from "#ui/renewal.js";
import { speaker } from "#ui/words.js";
import { newsOf, toldBy } from "./answers.js";
import { askedFor } from "./asked.js";
import { atFirstTouch, later } from "./later.js";
import { commandFor, itemsOf, padView } from "./model.js";
import { shapeFor } from "./shape.js";
import { SignIn } from "./sign_in.js";
import { endedBecause } from "./sign_in_model.js";

const page = pageData();
const say = speaker(page.words);
const KEPT = `yimen-pad-${page.centre}`;
const PENDING = `${KEPT}-pending`;
const DEVICE = { window: `${KEPT}-window`, muted: `${KEPT}-muted`, letters: `${KEPT}-letters` };
const NEWS_FOR_MS = 6000;

const session = signal(JSON.parse(sessionStorage.getItem(KEPT) ?? "null"));
const sending = signal("idle");
const message = signal(null);
const asking = signal(null);
const told = signal(null);
const refusal = signal(null);
const ended = signal(null);
const looked = signal(null);
const letters = signal(localStorage.getItem(DEVICE.letters) !== "no");
const work = signal(null);

const { rooms, link, now, live } = feed(page, [], { token: session.value?.token ?? null });
const shelf = shelfIn(sessionStorage, PENDING);
const commands = new Commands({
  api: page.api,
  language: page.language,
  shelf,
  onState: (state) => {
    sending.value = state;
  },
});
const room = computed(() => session.value && rooms.value[`window:${session.value.window}`]);
const asked = askedFor({ page, commands, session, rooms, live, head: () => head.value });
const items = new ItemNames(page);
const named = computed(() => ({ ...page, services: items.names.value }));

const view = computed(() =>
  session.value &&
  padView(named.value, say, {
    room: room.value,
    told: told.value,
    window: session.value.window,
    link: link.value,
    busy: sending.value !== "idle",
    nowMs: now.value,
    freshAtMs: live.lastPulseMs,
    begunMs,
    list: asked.list.value,
  }),
);
const head = computed(() => view.value?.head ?? null);

effect(() => session.value && items.want(itemsOf(room.value?.board)));

// --- the desk, fetched while somebody signs in ------------------------------------------------------------------

let opening = false;

async function openDesk() {
  if (opening) return;
  opening = true;
  const { Desk, acting, sounding } = await later();
  const sound = sounding({ view, now, keptAs: DEVICE.muted });
  const isOn = () => session.value !== null;
  const act = acting({ view, asking, press, turnSound: sound.turn, isOn, letters: () => letters.value });
  work.value = { Desk, sound, act };
}

// --- signing in and out -----------------------------------------------------------------------------------------

let begunMs = 0;

function begin({ token, window }) {
  begunMs = Date.now();
  openDesk();
  watchFace(null);
  commands.token = token;
  forget(window);
  live.watch(`window:${window}`);
  live.speakAs(token);
}

/** What was heard of a window before, or by others' rights, is not what its clerk sees now. */
function forget(window) {
  rooms.value = { ...rooms.value, [`window:${window}`]: undefined };
}

function end(text) {
  live.unwatch(`window:${session.value.window}`);
  live.speakAs(null);
  asked.drop();
  commands.token = null;
  sessionStorage.removeItem(KEPT);
  sessionStorage.removeItem(PENDING);
  [session, asking, told, asked.list, message, refusal].forEach((each) => (each.value = null));
  ended.value = text;
}

/** While somebody signs in the public face of the window says who is there. */
function watchFace(window) {
  if (looked.value === window) return;
  if (looked.value !== null) live.unwatch(`window:${looked.value}`);
  looked.value = window;
  if (window === null) return;
  forget(window);
  live.watch(`window:${window}`);
}

async function signIn(form) {
  refusal.value = null;
  ended.value = null;
  const answer = await commands.send("POST", "/sessions", form, { patient: false, secret: true });
  if (!answer) return;
  if (!answer.done) {
    refusal.value = { ...(answer.body?.error ?? { code: "refused", message: say("sign_in.refused"), details: {} }), atMs: now.value };
    return;
  }
  localStorage.setItem(DEVICE.window, String(form.window));
  const begun = { token: answer.body.token, window: form.window, employee_no: form.employee_no };
  sessionStorage.setItem(KEPT, JSON.stringify(begun));
  begin(begun);
  told.value = { seq: -1, board: answer.body.board }; // until its clerk's own view is heard
  session.value = begun;
  asked.goOn();
}

/** The token is worth nothing any more: say why, as far as the window's public face tells it. */
async function shutOut() {
  const { window, employee_no } = session.value;
  asked.drop();
  commands.token = null;
  const face = await commands.look(`/boards/window:${window}`);
  if (session.value?.window === window) end(endedBecause(say, window, employee_no, face?.board));
}

let checking = false;

/** The board has no key for this clerk: ask whether the sign-in still counts. */
async function checkSession() {
  if (checking || !session.value || asked.isDropped()) return;
  checking = true;
  const answer = await commands.once("GET", "/sessions/current", undefined, "look");
  if (answer?.status === 401 && session.value) await shutOut();
  setTimeout(() => (checking = false), 3000);
}

effect(() => {
  if (room.value?.board && room.value.board.can.length === 0) queueMicrotask(checkSession);
});

// --- pressing ---------------------------------------------------------------------------------------------------

/** Press a key. What it did is shown when the server says so, never before. */
async function press(key, more = {}, { finger = key, before = null, to = null } = {}) {
  asking.value = null;
  message.value = null;
  const number = view.value.current?.number ?? "";
  let expect = view.value.expect;
  for (const act of before ? [before, key] : [key]) {
    const { method, path, body } = commandFor(act, session.value.window, expect, act === key ? more : {});
    const about = { act, number, to };
    const sentAtSeq = room.value?.seq ?? -1;
    if (act === "sign-out") asked.drop();
    const answer = await commands.send(method, path, body, { about, finger: act === key && before ? `${finger} then` : finger });
    const goesOn = answer && heard(answer, sentAtSeq, about);
    asked.goOn();
    if (!goesOn) return;
    expect = answer.body?.current?.public_id ?? null;
  }
  if (before) commands.last = { path: finger, ms: commands.now() };
}

/** Take an answer in; false when it was none that one can go on from. */
function heard(answer, sentAtSeq, about) {
  told.value = toldBy(answer, sentAtSeq) ?? told.value;
  if (about.act === "sign-out" && (answer.done || answer.status === 401)) end(null);
  else if (answer.status === 401) shutOut();
  else tell(newsOf(say, answer, about));
  return answer.done && answer.status !== 401;
}

/** A line of news: what was refused stays until it is seen, what was done goes by itself. */
function tell(news) {
  if (!news) return;
  message.value = news;
  if (!news.bad) setTimeout(() => message.value === news && (message.value = null), NEWS_FOR_MS);
}

/** After a reload: the press that was under way goes on under its old key. */
async function settle() {
  const sentAtSeq = room.value?.seq ?? -1;
  if (shelf.take()?.method === "DELETE") asked.drop();
  const settled = session.value && (await commands.settle());
  if (!settled || !session.value) return;
  heard(settled.answer, sentAtSeq, settled.command.about ?? { act: settled.command.method === "DELETE" ? "sign-out" : null });
  asked.goOn();
}

// --- what the desk's dialogs need -------------------------------------------------------------------------------

effect(() => {
  if (head.value !== null) queueMicrotask(asked.askList);
});

const desk = {
  ...asked, letters,
  useLetters: (on) => {
    letters.value = on;
    localStorage.setItem(DEVICE.letters, on ? "yes" : "no");
  },
};

// --- shape ------------------------------------------------------------------------------------------------------

const root = document.getElementById("page");

function takeShape() {
  const { shape, zoom } = shapeFor(innerWidth, innerHeight);
  root.dataset.shape = shape;
  root.style.zoom = String(zoom);
  root.classList.toggle("fitted", zoom !== 1);
}

function Pad() {
  if (!session.value) {
    return html`<${SignIn} page=${page} say=${say} link=${link.value} sending=${sending.value} refusal=${refusal.value} note=${ended.value}
      now=${now.value} face=${looked.value === null || link.value !== "live" ? null : rooms.value[`window:${looked.value}`]?.board}
      onWindow=${watchFace} onSignIn=${signIn} wanted=${wantedWindow()} />`;
  }
  if (!work.value) return html`<p class="opening" role="status">${say("unknown.title")}</p>`;
  const { Desk, sound, act } = work.value;
  return html`<${Desk} page=${named.value} say=${say} view=${view.value} sending=${sending.value} message=${message} asking=${asking}
    sound=${{ muted: sound.muted.value, blocked: sound.blocked.value }} desk=${desk} act=${act} press=${press} />`;
}

const wantedWindow = () => {
  const named = new URLSearchParams(location.search).get("window") ?? localStorage.getItem(DEVICE.window) ?? "";
  return page.windows[named] ? named : "";
};

addEventListener("resize", takeShape);
takeShape();
stayAwake();
atFirstTouch(openDesk);
if (session.value) {
  begin(session.value);
  settle();
}
renewed(page, { isIdle: () => sending.value === "idle" && asking.value === null });
render(html`<${Pad} />`, root);
