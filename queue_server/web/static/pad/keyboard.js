// The keyboard of the desk: which key press acts, and which must not.

import { actionOf } from "./shortcuts.js";

/** `isOn()`: whether a desk is there; `isOpening()`: whether a dialog opens in a moment; `act(action)` does it. */
export function listenToKeys({ isOn, isOpening, letters, act }) {
  let heldDown = null;
  const onDown = (event) => {
    const focused = document.activeElement;
    const typing = focused?.matches("input, textarea, select") ?? false;
    const open = document.querySelector("dialog[open]") !== null;
    if (event.repeat && (heldDown === event.code || (!typing && (event.key === "Enter" || event.key === " ")))) return event.preventDefault();
    if (!isOn()) return;
    if (open) {
      if (!event.repeat && actionOf(event, { typing, free: false, letters: letters() }) === "alarm") act("alarm");
      return;
    }
    if (isOpening()) return event.preventDefault(); // what is typed meanwhile presses no key
    const free = !focused || focused === document.body;
    const action = actionOf(event, { typing, free, letters: letters() });
    if (action === null) return;
    event.preventDefault();
    if (action === "repeat") return;
    heldDown = event.code;
    act(action);
  };
  document.addEventListener("keydown", onDown, true);
  document.addEventListener("keyup", () => (heldDown = null), true);
}
