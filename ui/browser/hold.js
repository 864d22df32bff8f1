// A key that must be held for a while, for what cannot be taken back easily.

import { useEffect, useRef, useState } from "preact/hooks";
import { HOLD_MS, IDLE, held } from "#ui/hold_model.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";

/**
 * A key for something dangerous: held by a finger, or pressed twice by keyboard. `words` has what it says:
 * `idle` (what it does), `holding` (keep holding), `short` (let go too early), `armed` (press once more).
 */
export function Hold({ words, icon = "warning", onConfirm, disabled = false }) {
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
  const down = (event) => {
    event.currentTarget.setPointerCapture?.(event.pointerId);
    stop();
    timer.current = setTimeout(move, HOLD_MS, "elapsed");
    move("down");
  };
  const up = () => {
    stop();
    move("up");
  };
  const click = (event) => event.detail === 0 && move("press");
  return html`<button class=${`ui-button danger ui-hold ${state.phase}`} disabled=${disabled}
    onPointerDown=${down} onPointerUp=${up} onPointerCancel=${up} onClick=${click} onBlur=${() => move("leave")}
    onContextMenu=${(event) => event.preventDefault()}>
    <span class="ui-hold-fill" style=${{ transitionDuration: state.phase === "holding" ? `${HOLD_MS}ms` : "0ms" }}></span>
    <${Icon} name=${icon} /><span role="status">${words[state.phase] ?? words.idle}</span>
  </button>`;
}
