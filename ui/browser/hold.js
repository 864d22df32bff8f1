// A key that must be held for a while, for what cannot be taken back easily.

import { useEffect, useRef, useState } from "preact/hooks";
import { HOLD_MS, IDLE, held } from "#ui/hold_model.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";

/**
 * How a key is held: its `phase`, and the `handlers` that a button needs. `holdMs` is how long a finger must stay;
 * `armedMs` how long a first press without a finger waits for the second one, for ever without it.
 */
export function useHold({ onConfirm, holdMs = HOLD_MS, armedMs = null }) {
  const [state, setState] = useState(IDLE);
  const timer = useRef(0);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  const move = (event) => {
    setState((before) => {
      const after = held(before, event);
      if (after.phase !== "done") return after;
      queueMicrotask(onConfirm);
      return IDLE;
    });
  };
  const wait = (ms, event) => {
    stop();
    timer.current = setTimeout(move, ms, event);
  };
  const down = (event) => {
    event.currentTarget.setPointerCapture?.(event.pointerId);
    wait(holdMs, "elapsed");
    move("down");
  };
  const up = () => {
    stop();
    move("up");
  };
  const click = (event) => {
    if (event.detail > 0) return;
    if (armedMs !== null) wait(armedMs, "leave");
    move("press");
  };
  const handlers = {
    onPointerDown: down, onPointerUp: up, onPointerCancel: up, onClick: click, onBlur: () => move("leave"),
    onContextMenu: (event) => event.preventDefault(),
  };
  return { phase: state.phase, handlers };
}

/**
 * A key for something dangerous: held by a finger, or pressed twice by keyboard. `words` has what it says:
 * `idle` (what it does), `holding` (keep holding), `short` (let go too early), `armed` (press once more).
 */
export function Hold({ words, icon = "warning", onConfirm, disabled = false }) {
  const { phase, handlers } = useHold({ onConfirm });
  return html`<button class=${`ui-button danger ui-hold ${phase}`} disabled=${disabled} ...${handlers}>
    <span class="ui-hold-fill" style=${{ transitionDuration: phase === "holding" ? `${HOLD_MS}ms` : "0ms" }}></span>
    <${Icon} name=${icon} /><span role="status">${words[phase] ?? words.idle}</span>
  </button>`;
}
