// Keeps a ticket's page current. Without this script the page reloads itself every twenty seconds.

import { effect } from "@preact/signals";
import { feed } from "#ui/feed.js";
import { steadyNow } from "#ui/now.js";
import { pageData } from "#ui/page.js";
import { speaker } from "#ui/words.js";
import { hallTurned, freshText, overText, hasMoved, isDue, isNewCall, pauseOf, placeIn } from "./model.js";
import { nearness } from "./near.js";
import { ringer } from "./ring.js";

const AGAIN_MS = 2000;
const ANSWER_WITHIN_MS = 5000;
const ASK_AGAIN_S = 40 + 20 * Math.random(); // the phones of a queue do not all ask in one second

const UNDO_MS = 90_000; // a clerk can take the end of a visit back for half a minute

const page = pageData();
const say = speaker(page.words);
const ticket = document.getElementById("ticket");
const part = (name) => ticket.querySelector(`[data-${name}]`);
const onPage = () => JSON.parse(part("watched").dataset.watched);

const isAsking = () => ticket.querySelector(".ask[open]") !== null;

let shown = onPage();
let triedMs = steadyNow();
let fetching = false;
let failed = false;
let asking = false; // a question stands open: the page is not read anew under the reader's finger

const nearby = nearness(say);
const ring = ringer(say, nearby.choice);
const { rooms, link, now, live } = feed(page, [`ticket:${shown.public_id}`, `queue:${shown.queue}`]);

/** The same page's inside, as the server writes it. A line that stalls is given up, and tried again while the page is behind. */
async function refetch() {
  if (fetching) return;
  fetching = true;
  triedMs = steadyNow();
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await fetch(`${location.pathname}?part=1&lang=${page.language}`, { signal });
    failed = !answer.ok;
    if (answer.ok) show(await answer.text());
  } catch (problem) {
    failed = true;
    console.info("the page cannot be fetched yet", String(problem));
  } finally {
    fetching = false;
  }
}

function show(text) {
  const open = [...ticket.querySelectorAll("[data-keep][open]")].map((each) => each.dataset.keep);
  ticket.innerHTML = text;
  for (const name of open) ticket.querySelector(`[data-keep="${name}"]`)?.setAttribute("open", "");
  const before = shown;
  shown = onPage();
  asking = isAsking();
  const { state, title } = part("state").dataset;
  document.body.className = `phone ${state}`;
  if (state !== before.state) document.getElementById("news").textContent = title;
  document.title = title;
  if (shown.queue !== before.queue) moveTo(before.queue, shown.queue);
  ring.settle();
  if (isNewCall(before, shown)) ring.called();
  closeLater();
}

let closed = false;
let closing = 0;

/** A visit that is over changes no more: the line is closed once its end cannot be taken back. */
function closeLater() {
  clearTimeout(closing);
  if (closed || !shown.over) return;
  closing = setTimeout(() => {
    closed = true;
    live.hangUp();
    showFresh(overText(say, rooms.value[`ticket:${shown.public_id}`]?.times, now.value));
  }, UNDO_MS);
}

function moveTo(old, queue) {
  live.unwatch(`queue:${old}`);
  live.watch(`queue:${queue}`);
}

/** That the turn has come near is said, rung and felt once; the title goes on saying it. */
function named(place) {
  const { told, first } = nearby.look(place);
  const title = told ? say(place.ahead ? "near" : "near.none", { number: shown.number, count: place.ahead }) : place.title;
  if (first) {
    document.getElementById("news").textContent = title;
    ring.near();
  }
  return { ...place, title };
}

function showPlace(found) {
  if (!found || !part("row")) return;
  const place = named(found);
  part("ahead").hidden = place.ahead === 0;
  part("ahead-none").hidden = place.ahead !== 0;
  const count = part("ahead-count");
  if (count.textContent === String(place.ahead) && document.title === place.title) return showWait(place.wait);
  count.textContent = place.ahead;
  document.title = place.title;
  showRow(part("row"), place.row);
  showWait(place.wait);
}

function showWait(wait) {
  for (const [name, text] of Object.entries(wait)) part(`wait-${name}`).textContent = text;
}

function showRow(row, { drawn, more, me, left }) {
  row.setAttribute("viewBox", `${left} 0 ${328 - left} 62`);
  row.querySelectorAll(".other").forEach((each, i) => each.toggleAttribute("hidden", i >= drawn));
  row.querySelector(".more").toggleAttribute("hidden", !more);
  row.querySelector(".more").setAttribute("transform", `translate(${me + 36} 0)`);
  row.querySelector(".me").setAttribute("transform", `translate(${me} 0)`);
}

function showFresh(fresh) {
  if (!fresh) return;
  const line = document.getElementById("fresh");
  line.className = fresh.old ? "fresh old" : "fresh live";
  if (line.textContent !== fresh.text) line.textContent = fresh.text;
  showBehind(fresh);
}

/** A page that has lost its line says so at its top, and promises no minutes: they would go on counting from nothing. */
function showBehind({ old, text }) {
  const banner = document.getElementById("behind");
  banner.hidden = !old;
  if (!old) return;
  banner.textContent = text;
  if (part("wait-before")) showWait({ before: say("wait.unknown"), figure: "", after: "" });
}

/** A phone that wakes up shows the truth at once, whatever its connection believes. */
function wakeUp() {
  if (document.visibilityState !== "visible" || closed) return;
  if (link.value !== "live") {
    live.hangUp();
    live.connect();
  }
  refetch();
}

document.addEventListener("visibilitychange", wakeUp);
addEventListener("pageshow", (event) => event.persisted && wakeUp());
addEventListener("online", wakeUp);

let whyIsFresh = false;

/** The reasons are those of the moment in which somebody asks for them. */
async function toggled({ target }) {
  if (target.classList.contains("ask")) asking = isAsking();
  if (target.dataset.keep !== "why" || !target.open || whyIsFresh) return;
  whyIsFresh = true;
  await refetch();
  setTimeout(() => {
    whyIsFresh = false;
  }, AGAIN_MS);
}

closeLater();
document.addEventListener("toggle", toggled, true);

effect(() => {
  if (closed) return;
  const heard = rooms.value[`ticket:${shown.public_id}`];
  const queue = rooms.value[`queue:${shown.queue}`]?.board;
  const moved = hasMoved(shown, heard?.board) || hallTurned(shown, queue) || isDue(shown, queue, ASK_AGAIN_S, triedMs, now.value);
  const urgent = heard?.board?.state !== "waiting" || shown.state !== "waiting";
  if (moved && now.value - triedMs >= pauseOf(shown, heard?.board, failed) && (!asking || urgent)) refetch();
  else showPlace(placeIn(say, queue, shown));
  showFresh(freshText(say, heard?.times, link.value, now.value, live.lastPulseMs));
});
