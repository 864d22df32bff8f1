// The one owner of the socket: connects, watches, notices silence, fills gaps, and never gives up.
//
// States: connecting (a socket is being opened), live (pulses arrive), stale (connected or not, but nothing was
// heard for 6 s: what is shown is old), waiting (the next try comes after a back-off). A server that stops says
// goodbye and within how many seconds to come back: for 15 s without a pulse the state stays live then.

import { io } from "socket.io-client";
import {
  backOff, behindAfter, callsBefore, comeBackAfter, connectAfter, gapGivenUp, heard, isOld, STALE_AFTER_GOODBYE_MS, STALE_AFTER_MS,
  toWatchAgain, triesAfterSilence, unheard,
} from "#ui/live_model.js";
import { steadyNow } from "#ui/now.js";

const TICK_MS = 500;
const ANSWER_WITHIN_MS = 5000;

/** Refusals that the server takes back by itself: its record was away, or something of its own went wrong. */
const PASSING = new Set(["record_failed", "internal"]);

export class Live {
  /**
   * `centre` and `api` name the server's centre; `token` is null for public pages.
   * `earlier` is how many calls a screen wants to know from before it was switched on.
   * `open` opens a socket (tests bring their own).
   * `onRoom(room, fresh)` is told every change of a room, `onState(state)` every change of the link.
   */
  constructor({ centre, api, token = null, earlier = 0, onRoom, onState, open = io, now = steadyNow }) {
    Object.assign(this, { centre, api, token, earlier, onRoom, onState, open, now });
    this.rooms = new Map();
    this.behind = {};
    this.tries = 0;
    this.lastPulseMs = null;
    this.state = "connecting";
    this.asking = new Set();
    this.refused = new Map();
    this.away = false;
  }

  /** Start, and keep on until `stop`. */
  start() {
    this.ticking = setInterval(() => this.tick(), TICK_MS);
    this.connect();
    return this;
  }

  /** Watch a room, named without its centre. Watching it twice changes nothing. */
  watch(name) {
    const room = `${this.centre}/${name}`;
    if (this.rooms.has(room)) return;
    this.rooms.set(room, unheard(room));
    if (this.socket?.connected) this.ask(room);
  }

  /** Leave a room. */
  unwatch(name) {
    const room = `${this.centre}/${name}`;
    this.letGo(room);
    if (this.rooms.delete(room) && this.socket?.connected) this.socket.emit("unwatch", { room });
  }

  /** Speak with another token from now on; every room is watched anew with its rights. */
  speakAs(token) {
    if (token === this.token) return;
    this.token = token;
    for (const room of this.rooms.keys()) this.rooms.set(room, unheard(room));
    this.hangUp();
    this.connect();
  }

  stop() {
    clearInterval(this.ticking);
    clearTimeout(this.retrying);
    this.hangUp();
  }

  connect() {
    clearTimeout(this.retrying);
    this.enter("connecting");
    const socket = this.open({
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
      timeout: ANSWER_WITHIN_MS,
      auth: this.token ? { token: this.token } : {},
    });
    this.socket = socket;
    const mine = (act) => (value) => socket === this.socket && act(value);
    socket.on("connect", mine(() => this.connected()));
    socket.on("board", mine((envelope) => this.hear(envelope)));
    socket.on("pulse", mine((pulse) => this.pulsed(pulse)));
    socket.on("goodbye", mine((word) => this.parted(word)));
    socket.on("connect_error", mine((error) => (error?.message === "timeout" ? this.retryLater() : this.retry())));
    socket.on("disconnect", mine(() => this.retry()));
  }

  /** The server stops and will be back soon: hang up, and come back with the others one by one. */
  parted(word) {
    this.away = true;
    this.comeBack(comeBackAfter(word, Math.random()));
  }

  connected() {
    this.lastHeardMs = this.now();
    if (this.rooms.size === 0) this.pulseNow();
    for (const room of this.rooms.keys()) this.ask(room);
  }

  ask(room) {
    const socket = this.socket;
    socket.timeout(ANSWER_WITHIN_MS).emit("watch", { room }, (late, answer) => {
      if (socket !== this.socket) return;
      if (late) this.retryLater();
      else if (answer.error) this.refuse(room, answer.error);
      else this.hear(answer);
    });
  }

  refuse(room, error) {
    this.tries = 0;
    this.lastHeardMs = this.now();
    if (!this.rooms.has(room)) return;
    if (PASSING.has(error.code)) this.askLater(room);
    this.onRoom({ ...this.rooms.get(room), error }, []);
  }

  /** The room alone is asked for again, however often it is refused meanwhile: the others go on. */
  askLater(room) {
    const { times, timer } = this.refused.get(room) ?? { times: 0, timer: null };
    if (timer !== null) return;
    const again = () => {
      this.refused.set(room, { times: times + 1, timer: null });
      this.ask(room);
    };
    this.refused.set(room, { times, timer: setTimeout(again, backOff(times, Math.random())) });
  }

  /** It was answered, or nobody wants it any more. */
  letGo(room) {
    clearTimeout(this.refused.get(room)?.timer);
    this.refused.delete(room);
  }

  hear(envelope) {
    const known = this.rooms.get(envelope.room);
    if (!known) return;
    this.tries = 0;
    this.letGo(envelope.room);
    this.lastHeardMs = this.now();
    if (this.state !== "live" || this.away) this.pulseNow();
    const { room, fresh } = heard(known, envelope, this.now());
    this.rooms.set(room.room, room);
    this.onRoom(room, fresh);
    if (room.gapAfter !== null) this.fetchCalls(room.room, room.gapAfter);
    else this.lookBack(room);
  }

  /** A board that has just been switched on shows earlier calls too, where there are any. */
  lookBack(room) {
    const before = callsBefore(room, this.earlier);
    if (before === null || this.lookedBackTo === before) return;
    this.lookedBackTo = before;
    this.fetchCalls(room.room, before);
  }

  /** Ask for every call after a seq: to fill a gap, or to look back. */
  async fetchCalls(room, after) {
    if (this.asking.has(room)) return;
    this.asking.add(room);
    const name = room.slice(this.centre.length + 1);
    const headers = this.token ? { Authorization: `Bearer ${this.token}` } : {};
    const address = `${this.api}/boards/${encodeURIComponent(name)}?calls_after=${after}`;
    try {
      const answer = await fetch(address, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (answer.ok) this.filled(await answer.json());
    } catch (problem) {
      console.info("calls are missing and cannot be fetched yet", String(problem));
    } finally {
      this.asking.delete(room);
    }
  }

  filled(envelope) {
    const known = this.rooms.get(envelope.room);
    if (!known) return;
    const { room, fresh } = heard(known, envelope, this.now());
    const closed = room.gapAfter === null ? room : gapGivenUp(room);
    this.rooms.set(room.room, closed);
    this.onRoom(closed, fresh);
    this.lookBack(closed);
  }

  pulsed(pulse) {
    this.pulseNow();
    this.behind = behindAfter(this.behind, this.rooms, pulse, this.now());
    for (const room of toWatchAgain(this.behind, this.now())) {
      delete this.behind[room];
      if (!this.refused.get(room)?.timer) this.ask(room);
    }
    for (const room of this.rooms.values()) {
      if (room.gapAfter !== null) this.fetchCalls(room.room, room.gapAfter);
    }
  }

  pulseNow() {
    this.lastPulseMs = this.now();
    this.lastHeardMs = this.now();
    this.away = false;
    this.enter("live");
  }

  /** Silence is noticed here: first it is said, then a new connection is tried. */
  tick() {
    if (this.isStale()) this.enter("stale");
    const silent = this.socket?.connected && this.rooms.size > 0 && isOld(this.lastHeardMs, this.now());
    if (silent) this.retry();
  }

  retry() {
    this.comeBack(connectAfter(this.tries, Math.random()));
    this.tries += 1;
  }

  /** Nobody answered in time. */
  retryLater() {
    this.tries = triesAfterSilence(this.tries);
    this.retry();
  }

  comeBack(afterMs) {
    this.hangUp();
    if (!this.isStale()) this.enter("waiting");
    clearTimeout(this.retrying);
    this.retrying = setTimeout(() => this.connect(), afterMs);
  }

  hangUp() {
    for (const room of [...this.refused.keys()]) this.letGo(room);
    const socket = this.socket;
    this.socket = null;
    socket?.disconnect();
  }

  /** Without a room nothing is shown that could be old, and the server has nothing to pulse. */
  isStale() {
    const afterMs = this.away ? STALE_AFTER_GOODBYE_MS : STALE_AFTER_MS;
    return this.rooms.size > 0 && this.lastPulseMs !== null && isOld(this.lastPulseMs, this.now(), afterMs);
  }

  enter(state) {
    const next = state !== "live" && this.isStale() ? "stale" : state;
    if (this.away && this.state === "live" && next !== "stale") return;
    if (next === this.state) return;
    this.state = next;
    this.onState(next);
  }
}
