// The clerk's PAD: signs in, watches its window, and sends one command at a time.

import { render } from "preact";
import { computed, signal } from "@preact/signals";
import { Commands } from "#ui/commands.js";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { fit, pageData } from "#ui/page.js";
import { speaker } from "#ui/words.js";
import { Desk } from "./desk.js";
import { commandFor, padView } from "./model.js";
import { SignIn } from "./sign_in.js";

const page = pageData();
const say = speaker(page.words);
const KEPT = `yimen-pad-${page.centre}`;

const session = signal(JSON.parse(sessionStorage.getItem(KEPT) ?? "null"));
const sending = signal("idle");
const message = signal(null);
const asking = signal(null);
const why = signal(null);

const { rooms, link, now, live } = feed(page, [], { token: session.value?.token ?? null });
const commands = new Commands({
  api: page.api,
  language: page.language,
  onState: (state) => {
    sending.value = state;
  },
});
if (session.value) begin(session.value);

function begin({ token, window }) {
  commands.token = token;
  live.watch(`window:${window}`);
  live.speakAs(token);
}

function end(text) {
  live.unwatch(`window:${session.value.window}`);
  live.speakAs(null);
  commands.token = null;
  sessionStorage.removeItem(KEPT);
  session.value = null;
  asking.value = null;
  why.value = null;
  message.value = text;
}

async function signIn(form) {
  message.value = null;
  const answer = await commands.send("POST", "/sessions", form, { patient: false });
  if (!answer) return;
  if (!answer.done) {
    message.value = answer.body.error.message;
    if (answer.body.error.code === "window_taken") asking.value = { kind: "take_over" };
    return;
  }
  asking.value = null;
  sessionStorage.setItem(KEPT, JSON.stringify({ token: answer.body.token, window: form.window }));
  session.value = { token: answer.body.token, window: form.window };
  begin(session.value);
}

const view = computed(() =>
  session.value &&
  padView(page, say, {
    room: rooms.value[`window:${session.value.window}`],
    window: session.value.window,
    link: link.value,
    busy: sending.value !== "idle",
    nowMs: now.value,
    freshAtMs: live.lastPulseMs,
  }),
);

/** Press a key. What it did is shown when the board says so, never before. */
async function press(key, more) {
  asking.value = null;
  message.value = null;
  const expect = view.value.expect;
  const { method, path, body } = commandFor(key, session.value.window, expect, more);
  const answer = await commands.send(method, path, body);
  if (!answer) return;
  if (answer.status === 401) end(say("sign_in.again"));
  else if (!answer.done) message.value = answer.body?.error?.message ?? say("refused");
  else if (key === "sign-out") end(null);
  else if (key === "undo") message.value = say("done.undo");
}

let explained = null;

/** The reason of the newest call, fetched once for each. */
async function explain() {
  const current = view.value?.current ? `${session.value.window} ${view.value.expect}` : null;
  if (current === null || current === explained) return;
  explained = current;
  why.value = await commands.look(`/windows/${session.value.window}/why`);
}

/** The token was taken back elsewhere (take-over): the room falls back to its public form. */
const isShutOut = () => {
  const room = rooms.value[`window:${session.value.window}`];
  return room?.board && room.board.can.length === 0;
};

function Pad() {
  if (!session.value) {
    return html`<${SignIn} page=${page} say=${say} link=${link.value} sending=${sending.value} message=${message.value}
      takeOver=${asking.value?.kind === "take_over"} onSignIn=${signIn} />`;
  }
  explain();
  if (isShutOut()) {
    queueMicrotask(() => session.value && isShutOut() && checkSession());
  }
  return html`<${Desk} page=${page} say=${say} view=${view.value} sending=${sending.value} message=${message}
    asking=${asking} why=${why.value} press=${press} />`;
}

let checking = false;

async function checkSession() {
  if (checking) return;
  checking = true;
  const answer = await commands.once("GET", "/sessions/current", undefined, "look");
  if (answer?.status === 401 && session.value) end(say("sign_in.again"));
  setTimeout(() => (checking = false), 3000);
}

const root = document.getElementById("page");
render(html`<${Pad} />`, root);
fit(root, 1280, 800);
