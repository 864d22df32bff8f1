// Keeps a ticket's page current. Without this script the page reloads itself every twenty seconds.

import { effect } from "@preact/signals";
import { feed } from "#ui/feed.js";
import { pageData } from "#ui/page.js";
import { speaker } from "#ui/words.js";
import { freshText, hasMoved, placeIn, watched } from "./model.js";

const page = pageData();
const say = speaker(page.words);
let shown = page.ticket;
let fetching = false;
let formOpen = false;

const { rooms, link, now, live } = feed(page, [`ticket:${shown.public_id}`, `queue:${shown.queue}`]);

/** The same page's inside, as the server writes it. */
async function refetch(board) {
  if (fetching) return;
  fetching = true;
  try {
    const answer = await fetch(`${location.pathname}?part=1&lang=${page.language}`);
    if (!answer.ok) return;
    document.getElementById("ticket").innerHTML = await answer.text();
    const { state, title } = document.querySelector("#ticket [data-state]").dataset;
    document.body.className = `phone ${state}`;
    document.title = title;
    if (board.queue !== shown.queue) moveTo(board.queue);
    // A browser lets a page buzz only once somebody has touched it, and complains otherwise.
    const touched = navigator.userActivation?.hasBeenActive ?? true;
    if (state === "called" && shown.state !== "called" && touched) navigator.vibrate?.([400, 200, 400]);
    shown = watched(board);
  } catch (problem) {
    console.info("the page cannot be fetched yet", String(problem));
  } finally {
    fetching = false;
  }
}

function moveTo(queue) {
  live.unwatch(`queue:${shown.queue}`);
  live.watch(`queue:${queue}`);
}

function showPlace(place) {
  const part = (name) => document.querySelector(`[data-${name}]`);
  if (!place || !part("wait")) return;
  part("ahead").hidden = place.ahead === 0;
  part("ahead-none").hidden = place.ahead !== 0;
  part("ahead-count").textContent = place.ahead;
  part("wait").textContent = place.wait;
}

function showFresh(fresh) {
  if (!fresh) return;
  const line = document.getElementById("fresh");
  line.className = fresh.old ? "fresh old" : "fresh live";
  if (line.textContent !== fresh.text) line.textContent = fresh.text;
}

let whyIsFresh = false;

/** The reasons are those of the moment in which somebody asks for them. */
async function toggled({ target }) {
  formOpen = target.open;
  if (!("why" in target.dataset)) return;
  const board = rooms.value[`ticket:${shown.public_id}`]?.board;
  if (!target.open || whyIsFresh || !board) {
    whyIsFresh = false;
    return;
  }
  await refetch(board);
  const fresh = document.querySelector("[data-why]");
  whyIsFresh = fresh !== null;
  if (fresh) fresh.open = true;
}

document.addEventListener("toggle", toggled, true);

effect(() => {
  const ticket = rooms.value[`ticket:${shown.public_id}`];
  const moved = now.value && hasMoved(shown, ticket?.board);
  const urgent = ticket?.board?.state !== "waiting";
  if (moved && (!formOpen || urgent)) refetch(ticket.board);
  else showPlace(placeIn(say, rooms.value[`queue:${shown.queue}`]?.board, shown.number));
  showFresh(freshText(say, ticket?.times, link.value, now.value, live.lastPulseMs));
});
