// What the desk's keys do, by touch or by keyboard.

import { effect } from "@preact/signals";
import { steadyNow } from "#ui/now.js";
import { listenToKeys } from "./keyboard.js";

const ASKS = new Set(["hold", "transfer", "pause", "sign-out", "list", "guide", "help"]);
/** What is pressed while a command is under way opens when that is answered, unless that takes long. */
const WAITS = new Set(["hold", "transfer", "pause", "sign-out"]);
const MEANT_FOR_MS = 3000;

/**
 * `act(key)` for every key of the desk. `view` and `asking` are signals, `press` sends a command, `turnSound`
 * switches the bell, `now()` is a clock in ms; `isOn()` and `letters()` say whether a keyboard acts, and whether its letters do.
 */
export function acting({ view, asking, press, turnSound, isOn, letters, now = steadyNow }) {
  /** The dialog that waits: its key, and until when somebody still looks for it. */
  let meant = null;

  function act(key) {
    const desk = view.value;
    meant = desk?.busy && WAITS.has(key) && !desk.paused ? { key, untilMs: now() + MEANT_FOR_MS } : null;
    if (!desk) return;
    if (key === "alarm") armAlarm();
    else if (key === "sound") turnSound();
    else if (key === "big") pressBig(desk.big);
    else if (key === "no-show") desk.noShow && press("next", { outcome: "missed" }, { finger: "no-show" });
    else if (!mayPress(desk, key)) return;
    else if (key === "pause" && desk.unpause) press("unpause");
    else if (ASKS.has(key) || (key === "finish" && desk.current?.left > 0)) asking.value = { kind: key };
    else press(key);
  }

  function pressBig({ lit, acts }) {
    if (!lit || acts.length === 0) return;
    const last = acts.at(-1);
    press(last, last === "next" ? { outcome: "finished" } : {}, { finger: "big", before: acts.length > 1 ? acts[0] : null });
  }

  /** Once everything under way is answered, a large key's second command too. It asks, and never ends a break. */
  function actOnMeant() {
    const { key, untilMs } = meant ?? {};
    if (view.value?.busy || !key) return;
    meant = null;
    if (now() < untilMs && asking.value === null && !(key === "pause" && view.value?.unpause)) act(key);
  }

  effect(() => {
    if (!view.value) meant = null;
    else if (!view.value.busy) setTimeout(actOnMeant);
  });

  listenToKeys({ isOn, isOpening: () => asking.value !== null, letters, act });
  return act;
}

/** The key for help knows itself how often it must be pressed; the one over all others counts. */
const armAlarm = () => [...document.querySelectorAll(".ask-help")].at(-1)?.click();

function mayPress(desk, key) {
  if (key === "pause") return desk.pause || desk.unpause;
  if (key === "sign-out") return desk.signOut;
  if (key === "undo") return desk.undo?.lit === true;
  if (key === "guide") return Boolean(desk.current?.service);
  if (key === "list" || key === "help") return true;
  return desk.keys.some((each) => each.key === key && each.lit);
}
