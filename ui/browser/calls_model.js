// Calls as screens show them: one in front at a time, each long enough, the others below.
//
// Nobody misses a call: calls of the same second come to the front one after the other, those that were fetched
// after a gap too, and every one that still waits for its turn stands lit in the list below. A call is lit only
// while it holds: while its window still calls that number. Where a voice speaks the calls, it says which one is in front.

import { dayOf } from "#ui/clock.js";
import { CALLS_KEPT, hallNow } from "#ui/live_model.js";
import { isLed, isSpoken } from "#ui/voice_model.js";

/** How long a call stands in front while others wait for its place; shorter when many do. */
export const FRONT_MS = 5000;
export const FRONT_SHORT_MS = 3000;
const MANY = 4;

/** More than these never wait: the oldest of them stay in the list alone, so that the front is never far behind. */
export const WAIT_AT_MOST = 12;

/** A call older than this was missed by the screen, not by its people: it is listed, not announced. */
const ANNOUNCED_WITHIN_MS = 120_000;
const HOT_FOR_MS = 25_000;

/** What a screen finds when it is switched on is news to nobody; once it is older than this it is not lit. */
const FOUND_LIT_MS = 300_000;
const KEPT = 40;

/** Many more than a room tells again (live_model.js): a screen runs for months and must not remember them all. */
const SEEN_KEPT = 8 * CALLS_KEPT;

/**
 * Before anything was heard. `seen` is null until then; afterwards it holds the newest seqs that were shown,
 * `oldest` the first of all, and `found` the last that was called before the screen looked; `voice` is what the
 * screen's loudspeaker told last (voice_model.js).
 */
export const silence = () => ({ front: null, sinceMs: 0, waiting: [], past: [], seen: null, oldest: null, found: -1, voice: null });

/**
 * The show after a look at its room: what is in front, since when, which calls wait for their turn, which are past.
 * It is stepped at every change and at every tick; equal input gives the same object back.
 */
export function shown(show, room, nowMs) {
  if (!room?.board) return show;
  if (show.seen === null) return switchedOn(room, nowMs);
  const news = room.calls.filter((call) => !show.seen.has(call.seq));
  const next = news.length === 0 ? show : taken(show, news, room.times, nowMs);
  return turned(next, nowMs);
}

/** A screen that was just switched on shows the newest call as it finds it, without announcing it. */
function switchedOn(room, nowMs) {
  const calls = room.calls.slice();
  const [oldest, found] = [calls[0]?.seq ?? null, calls.at(-1)?.seq ?? -1];
  return { front: calls.pop() ?? null, sinceMs: nowMs, waiting: [], past: calls.reverse(), seen: seqs(room.calls), oldest, found, voice: null };
}

const seqs = (calls) => new Set(calls.map(({ seq }) => seq));

/** What is new waits for its turn; what is too old, or older than anything ever shown, goes to the list. */
function taken(show, news, times, nowMs) {
  const oldest = show.oldest ?? -1; // the first call of a day is news
  const isNews = (call) => call.seq > oldest && ageMs(call, times, nowMs) < ANNOUNCED_WITHIN_MS;
  const again = new Set(news.filter(isNews).map(placeOf));
  const waiting = [...show.waiting.filter((call) => !again.has(placeOf(call))), ...latest(news.filter(isNews))];
  const overdue = waiting.slice(0, Math.max(0, waiting.length - WAIT_AT_MOST));
  const past = merged([...news.filter((call) => !isNews(call)), ...overdue, ...show.past]);
  const seen = [...show.seen, ...seqs(news)].sort((a, b) => b - a).slice(0, SEEN_KEPT);
  return { ...show, waiting: waiting.slice(-WAIT_AT_MOST), past, seen: new Set(seen), oldest: show.oldest ?? news[0].seq };
}

/** A number that was called twice while nobody looked is announced once, as it was called last. */
function latest(calls) {
  const last = new Map(calls.map((call) => [placeOf(call), call.seq]));
  return calls.filter((call) => last.get(placeOf(call)) === call.seq);
}

/** The one whose turn it is comes to the front, when the one before it has stood there long enough, or as the voice says. */
function turned(show, nowMs) {
  if (show.waiting.length === 0) return show;
  if (isLed(show.voice, nowMs)) {
    const spoken = show.waiting.find(({ seq }) => isSpoken(show.voice, seq, nowMs));
    return spoken ? broughtToFront(show, spoken, nowMs) : show;
  }
  const due = show.front === null || nowMs - show.sinceMs >= frontMs(show.waiting.length);
  if (!due) return show;
  return broughtToFront(show, show.waiting[0], nowMs);
}

/** This call in front, and the one that stood there among the past ones. */
function broughtToFront(show, call, nowMs) {
  const waiting = show.waiting.filter((each) => each !== call);
  const past = show.front ? merged([show.front, ...show.past]) : show.past;
  return { ...show, front: call, sinceMs: nowMs, waiting, past };
}

/**
 * The show after the screen's voice told that a call begins, goes on, ends, or was too old to be spoken ("dropped").
 * A call that was not spoken is listed, and lit there as a new one is: nobody has heard it.
 */
export function voiced(show, { seq, state }, nowMs) {
  const told = { ...show, voice: { seq, state, atMs: nowMs } };
  if (state !== "dropped") return turned(told, nowMs);
  const call = told.waiting.find((each) => each.seq === seq);
  if (call === undefined) return told;
  const waiting = told.waiting.filter((each) => each !== call);
  return { ...told, waiting, past: merged([{ ...call, unspokenMs: nowMs }, ...told.past]) };
}

/** How long the call in front stays, with so many behind it. */
export const frontMs = (behind) => (behind > MANY ? FRONT_SHORT_MS : FRONT_MS);

/** Newest first, a number at a window once. */
function merged(calls) {
  const places = new Set();
  return [...calls]
    .sort((a, b) => b.seq - a.seq)
    .filter((call) => !places.has(placeOf(call)) && places.add(placeOf(call)))
    .slice(0, KEPT);
}

const placeOf = ({ number, window }) => `${number}@${window}`;

const ageMs = (call, times, nowMs) => (hallNow(times, nowMs) - Date.parse(call.at)) / times.speed;

/** Numbers begin anew every day: a call of another day is nobody's today. */
const isOfToday = (call, times, nowMs) => dayOf(Date.parse(call.at), times.offset) === dayOf(hallNow(times, nowMs), times.offset);

/**
 * What has become of a call, as the board of its window tells: "called" while it holds, "serving" while its person
 * is at the window, "over" once that window shows somebody else or nobody, is paused or is closed.
 */
function becameOf({ number, window }, board) {
  const tile = board?.windows.find((each) => each.window === window);
  return tile?.number === number && ["called", "serving"].includes(tile.state) ? tile.state : "over";
}

/**
 * What a screen with room for `count` calls below the front draws: `newest` (or null) and `earlier`, newest first.
 * `became` is what has become of a call, `hot` marks what holds and was called moments ago or waits for its turn;
 * when more wait than there are places, the places are shared in turns of `turnMs`.
 */
export function callsView(show, room, nowMs, count, turnMs = 4000) {
  const times = room?.times ?? null;
  const view = (call) => callView(show, room, { age: ageMs(call, times, nowMs), nowMs }, call);
  const waiting = merged(show.waiting).map(view).map((call) => ({ ...call, hot: call.became === "called" }));
  const inFront = new Set([...show.waiting, ...(show.front ? [show.front] : [])].map(placeOf));
  const today = (call) => isOfToday(call, times, nowMs);
  const past = show.past.filter((call) => !inFront.has(placeOf(call)) && today(call)).map(view);
  const pages = count > 0 ? Math.max(1, Math.ceil(waiting.length / count)) : 1;
  const from = (Math.floor(nowMs / turnMs) % pages) * count;
  return {
    newest: show.front && today(show.front) ? frontView(show, view, times, nowMs) : null,
    earlier: [...waiting, ...past].slice(from, from + count),
  };
}

/** The call in front; `spoken` while the loudspeaker says it. */
const frontView = ({ front, voice }, view, times, nowMs) => ({
  ...view(front), ageMs: ageMs(front, times, nowMs), spoken: isSpoken(voice, front.seq, nowMs),
});

function callView({ found }, { board }, { age, nowMs }, call) {
  const { seq, number, window, recall } = call;
  const told = becameOf(call, board);
  const became = told === "called" && seq <= found && age >= FOUND_LIT_MS ? "over" : told;
  return { seq, number, window, again: recall && became === "called", became, hot: became === "called" && (age < HOT_FOR_MS || nowMs - (call.unspokenMs ?? -Infinity) < HOT_FOR_MS) };
}
