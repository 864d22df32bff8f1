// The clerk's PAD: signs in, watches its window, and sends one command at a time.

import { render } from "preact";
import { computed, effect, signal } from "@preact/signals";
import { stayAwake } from "#ui/awake.js";
import { Commands, shelfIn } from "#ui/commands.js";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { ItemNames } from "#ui/item_names.js";
import { atFirstTouch } from "#ui/later.js";
import { pageData } from "#ui/page.js";
import { renewed } from "#ui/renewal.js";
import { speaker } from "#ui/words.js";
import { askedFor } from "./asked.js";
import { clerkSession, namesOf } from "./clerk_session.js";
import { later } from "./later.js";
import { itemsOf, padView } from "./model.js";
import { pressing } from "./pressing.js";
import { shapeFor } from "./shape.js";
import { SignIn } from "./sign_in.js";

const page = pageData();
const say = speaker(page.words);
const names = namesOf(page.centre);

const session = signal(JSON.parse(sessionStorage.getItem(names.session) ?? "null"));
const sending = signal("idle");
const message = signal(null);
const asking = signal(null);
const told = signal(null);
const letters = signal(localStorage.getItem(names.letters) !== "no");
const work = signal(null);
const lost = signal(false);

const { rooms, link, now, live } = feed(page, [], { token: session.value?.token ?? null });
const shelf = shelfIn(sessionStorage, names.pending);
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
const clerk = clerkSession({
  say, commands, live, rooms, now, session, told, asked, names, tab: sessionStorage, device: localStorage,
  onBegin: () => {
    lost.value = false;
    openDesk();
  },
  onEnd: () => [asking, told, asked.list, message].forEach((each) => (each.value = null)),
});
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
    begunMs: clerk.begunMs.value,
    list: asked.list.value,
  }),
);
const head = computed(() => view.value?.head ?? null);
const { press, settle } = pressing({ say, commands, shelf, session, room, view, told, message, asking, asked, clerk });

effect(() => session.value && items.want(itemsOf(room.value?.board)));

effect(() => {
  if (room.value?.board && room.value.board.can.length === 0) queueMicrotask(clerk.check);
});

effect(() => {
  if (head.value !== null) queueMicrotask(asked.askList);
});

// --- the desk, fetched while somebody signs in ------------------------------------------------------------------

let opening = false;

async function openDesk() {
  if (opening) return;
  opening = true;
  const { Desk, acting, helping, sounding, telling } = await later();
  const sound = sounding({ view, now, keptAs: names.muted });
  const isOn = () => session.value !== null;
  const act = acting({ view, asking, press, turnSound: sound.turn, isOn, letters: () => letters.value });
  const help = helping({ page, session, told, room, lost, tab: sessionStorage, keptAs: names.alarm });
  help.settle();
  work.value = { Desk, sound, act, help };
  telling({ send: tellHow, isIdle: () => sending.value === "idle" && asking.value === null });
}

/** One heartbeat while somebody is signed in: a PAD has no token but its clerk's. */
const tellHow = async (body) =>
  session.value && !asked.isDropped() && commands.once("POST", "/devices/current/heartbeat", body, undefined, asked.dropped());

// --- what the desk's dialogs need -------------------------------------------------------------------------------

const desk = {
  ...asked, letters,
  useLetters: (on) => {
    letters.value = on;
    localStorage.setItem(names.letters, on ? "yes" : "no");
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
    return html`<${SignIn} page=${page} say=${say} link=${link.value} sending=${sending.value} refusal=${clerk.refusal.value} note=${note()}
      now=${now.value} face=${link.value === "live" ? rooms.value[`window:${clerk.looked.value}`]?.board : null}
      onWindow=${clerk.watchFace} onSignIn=${clerk.signIn} wanted=${wantedWindow()} />`;
  }
  if (!work.value) return html`<p class="opening" role="status">${say("unknown.title")}</p>`;
  const { Desk, sound, act, help } = work.value;
  return html`<${Desk} page=${named.value} say=${say} view=${view.value} sending=${sending.value} message=${message} asking=${asking}
    sound=${{ muted: sound.muted.value, blocked: sound.blocked.value }} desk=${desk} act=${act} press=${press} help=${help} lost=${lost.value} />`;
}

/** Why nobody is signed in any more, and whether a call for help was lost with it. */
const note = () => [clerk.ended.value, lost.value ? say("alarm.lost") : null].filter(Boolean).join(" ") || null;

const wantedWindow = () => {
  const named = new URLSearchParams(location.search).get("window") ?? localStorage.getItem(names.window) ?? "";
  return page.windows[named] ? named : "";
};

addEventListener("resize", takeShape);
takeShape();
stayAwake();
atFirstTouch(openDesk);
if (session.value) {
  clerk.begin(session.value);
  settle();
} else if (sessionStorage.getItem(names.alarm)) {
  sessionStorage.removeItem(names.alarm); // nobody is there who asks: the next clerk must not ask in that one's place
  lost.value = true;
}
renewed(page, { isIdle: () => sending.value === "idle" && asking.value === null, rests: () => session.value === null });
render(html`<${Pad} />`, root);
