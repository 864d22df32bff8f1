// What the desk's keys do, by touch or by keyboard.

import { listenToKeys } from "./keyboard.js";

const ASKS = new Set(["hold", "transfer", "pause", "sign-out", "list", "guide", "help"]);

/**
 * `act(key)` for every key of the desk. `view` and `asking` are signals, `press` sends a command, `turnSound`
 * switches the bell; `isOn()` and `letters()` say whether a keyboard acts, and whether its letters do.
 */
export function acting({ view, asking, press, turnSound, isOn, letters }) {
  function act(key) {
    const desk = view.value;
    if (!desk) return;
    if (key === "sound") turnSound();
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

  listenToKeys({ isOn, isOpening: () => asking.value !== null, letters, act });
  return act;
}

function mayPress(desk, key) {
  if (key === "pause") return desk.pause || desk.unpause;
  if (key === "sign-out") return desk.signOut;
  if (key === "undo") return desk.undo?.lit === true;
  if (key === "guide") return Boolean(desk.current?.service);
  if (key === "list" || key === "help") return true;
  return desk.keys.some((each) => each.key === key && each.lit);
}
