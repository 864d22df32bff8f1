// A key of the desk: its icon, its word, and the letter that presses it.

import { useRef } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { LETTERS } from "./shortcuts.js";

/**
 * A button's state: dark when it may not be pressed, only dimmed while a command is under way, so that the focus
 * stays on it. A touch leaves no focus behind: space goes on to press the large key.
 */
export function usePress(lit, busy, onPress) {
  const allowed = useRef(lit);
  if (!busy) allowed.current = lit;
  const click = (event) => {
    if (event.detail > 0) event.currentTarget.blur();
    if (lit || (busy && allowed.current)) onPress();
  };
  return { disabled: !allowed.current, "aria-disabled": busy && allowed.current ? "true" : null, onClick: click };
}

/** `lit`: it may be pressed; `busy`: a command is under way. */
export function Key({ name, icon = name, lit, busy = false, letter = LETTERS[name], kind = "", onPress, children }) {
  const state = usePress(lit, busy, onPress);
  return html`<button type="button" class=${kind} aria-keyshortcuts=${letter ?? null} ...${state}>
    ${icon && html`<${Icon} name=${icon} />`}<span>${children}</span>${letter && html`<kbd aria-hidden="true">${letter}</kbd>`}
  </button>`;
}
