// What a client knows of the rooms it watches: pure, so that it can be tested without a network.
//
// Newest wins: an envelope with an older seq changes nothing but may still bring calls. Every call carries
// the seq of the one before it in its room (`prev`), so a client can prove that it missed none.

export const STALE_AFTER_MS = 6000;
export const STALE_AFTER_GOODBYE_MS = 15_000;
export const BEHIND_FOR_MS = 3000;
export const CALLS_KEPT = 24;

const SOON_TRIES = 12;
const FIRST_RETRY_MS = 250;
const SOON_MS = 1000;
const LONGEST_RETRY_MS = 8000;
const LONGEST_ABSENCE_MS = 30_000;

/** A room before anything has been heard of it. */
export const unheard = (room) => ({
  room,
  seq: -1,
  board: null,
  times: null,
  calls: [],
  provenTo: null,
  gapAfter: null,
});

/**
 * The room after an envelope was heard.
 * `fresh` are its calls that were not known, oldest first; `gapAfter` is the seq after which calls are missing.
 */
export function heard(room, envelope, heardAtMs) {
  const known = new Set(room.calls.map((call) => call.seq));
  const first = room.provenTo === null;
  const fresh = envelope.calls.filter((call) => !known.has(call.seq) && !isForgotten(room, call));
  const calls = [...room.calls, ...fresh].sort((a, b) => a.seq - b.seq);
  const chain = proven(calls, first ? calls[0]?.prev ?? -1 : room.provenTo);
  const newer = envelope.seq > room.seq;
  return {
    fresh,
    room: {
      ...room,
      seq: newer ? envelope.seq : room.seq,
      board: newer ? envelope.board : room.board,
      times: newer ? timesOf(envelope, heardAtMs) : room.times,
      calls: calls.slice(-CALLS_KEPT),
      provenTo: chain.to,
      gapAfter: chain.broken ? chain.to : null,
    },
  };
}

/** After the server was asked for what is missing: what it does not remember is taken as lost, and said so. */
export const gapGivenUp = (room) => ({
  ...room,
  provenTo: room.calls.at(-1)?.seq ?? room.provenTo,
  gapAfter: null,
});

/** The seq after which to ask, so that one more call from before is told; null when there are enough, or no more. */
export function callsBefore(room, wanted) {
  const [oldest] = room.calls;
  return oldest === undefined || oldest.prev === null || room.calls.length >= wanted ? null : oldest.prev - 1;
}

/** Calls from before everything that is kept: they were seen long ago. */
const isForgotten = (room, call) => room.calls.length >= CALLS_KEPT && call.seq < room.calls[0].seq;

/** How far the chain of calls holds without a gap, starting behind the seq `from`. */
function proven(calls, from) {
  let to = from;
  for (const call of calls) {
    if (call.seq <= to) continue;
    if (call.prev !== null && call.prev > to) return { to, broken: true };
    to = call.seq;
  }
  return { to, broken: false };
}

const timesOf = (envelope, heardAtMs) => ({
  heardAtMs,
  serverMs: Date.parse(envelope.server_time),
  hallMs: Date.parse(envelope.hall_time),
  offset: envelope.hall_time.match(/([+-]\d\d:\d\d|Z)$/)[0],
  speed: envelope.speed,
});

/** Hall time in milliseconds, going on by itself since the envelope was heard. */
export const hallNow = (times, nowMs) => times.hallMs + (nowMs - times.heardAtMs) * times.speed;

/** Whether the hall's time is not the real one: a demo or a simulation, to be said on every page. */
export const isDemoTime = (times) =>
  times !== null && (times.speed !== 1 || Math.abs(times.hallMs - times.serverMs) > 2000);

/** Since when each watched room has been behind a pulse: `{room: sinceMs}`. */
export function behindAfter(behind, rooms, pulse, nowMs) {
  const result = {};
  for (const [name, seq] of Object.entries(pulse.rooms)) {
    if (rooms.has(name) && rooms.get(name).seq < seq) result[name] = behind[name] ?? nowMs;
  }
  return result;
}

/** The rooms that have been behind for so long that they are watched again. */
export const toWatchAgain = (behind, nowMs) =>
  Object.keys(behind).filter((room) => nowMs - behind[room] >= BEHIND_FOR_MS);

/** Milliseconds until something is asked for again: doubling, up to eight seconds. */
export const backOff = (tries, random) => spread(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries, 10)), random);

/**
 * Milliseconds until the next try for a socket.
 * For some eight seconds tries are a second apart at most, for a server that was killed is back by then, and to
 * be turned away by one that is not costs nobody anything. Afterwards the pause doubles, up to eight seconds.
 * A command costs a server more, also one that is turned away: it has `backOff`.
 */
export function connectAfter(tries, random) {
  const seldom = SOON_MS * 2 ** Math.min(tries - SOON_TRIES + 1, 10);
  const longest = tries < SOON_TRIES ? Math.min(SOON_MS, FIRST_RETRY_MS * 2 ** tries) : Math.min(LONGEST_RETRY_MS, seldom);
  return spread(longest, random);
}

/** The tries so far, after one that nobody answered in time: who is that slow has too much to do. */
export const triesAfterSilence = (tries) => Math.max(tries, SOON_TRIES);

/** Half of it to all of it, so that not everybody comes at once. */
const spread = (longestMs, random) => longestMs / 2 + (random * longestMs) / 2;

/** Milliseconds until a client comes back to a server that said goodbye; spread over what it asked for. */
export function comeBackAfter(word, random) {
  const withinMs = Number.isFinite(word?.within_s) ? Math.min(Math.max(word.within_s * 1000, 0), LONGEST_ABSENCE_MS) : 0;
  return FIRST_RETRY_MS + random * withinMs;
}

/** Whether what is shown may be out of date. */
export const isOld = (lastPulseMs, nowMs, afterMs = STALE_AFTER_MS) =>
  lastPulseMs === null || nowMs - lastPulseMs > afterMs;
