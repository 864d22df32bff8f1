// The key for quiet help: small, silent, and not pressed by a slip. Its line tells the clerk, and nobody else, how it stands.

import { useEffect } from "preact/hooks";
import { useHold } from "#ui/hold.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { HELP_HOLD_MS, HELP_TWICE_MS, helpLine } from "./help_model.js";

/** Held by a finger for a second, or pressed twice within three by keyboard. `help` is what `helping` gives. */
export function HelpKey({ say, help }) {
  const { phase, handlers } = useHold({ onConfirm: help.raise, holdMs: HELP_HOLD_MS, armedMs: HELP_TWICE_MS });
  useEffect(() => {
    help.phase.value = phase;
    return () => (help.phase.value = "idle"); // a key that goes with its dialog leaves no hint behind
  }, [phase]);
  // A touch leaves no focus behind: space goes on to press the large key.
  const onClick = (event) => (event.detail > 0 ? event.currentTarget.blur() : handlers.onClick(event));
  const onBlur = () => phase === "armed" && handlers.onBlur();
  return html`<button type="button" class=${`tool small ui-hold ask-help ${phase}`} aria-label=${say("alarm.key")} title=${say("alarm.key")}
    aria-keyshortcuts="A" ...${{ ...handlers, onClick, onBlur }}>
    <span class="ui-hold-fill" style=${{ transitionDuration: phase === "holding" ? `${HELP_HOLD_MS}ms` : "0ms" }}></span>
    <${Icon} name="helper" /><kbd aria-hidden="true">A</kbd></button>`;
}

export function HelpLine({ say, help, alarm, lost }) {
  const line = helpLine(say, { alarm, lost, sending: help.sending.value, wants: help.wants.value, phase: help.phase.value });
  return html`<div class="help-place" role="status">${line && html`<p class=${`help-line ${line.kind}`}>
    <span>${line.text}</span>${line.ends && html`<${EndKey} key=${alarm.id} say=${say} onConfirm=${() => help.end(alarm.id)} />`}
  </p>`}</div>`;
}

/** Ending is held as well: a slip must not call off who is on the way. */
function EndKey({ say, onConfirm }) {
  const { phase, handlers } = useHold({ onConfirm, holdMs: HELP_HOLD_MS, armedMs: HELP_TWICE_MS });
  const word = phase === "idle" ? "alarm.end" : `alarm.end.${phase}`;
  return html`<button type="button" class=${`ui-hold ${phase}`} ...${handlers}>
    <span class="ui-hold-fill" style=${{ transitionDuration: phase === "holding" ? `${HELP_HOLD_MS}ms` : "0ms" }}></span>${say(word)}</button>`;
}
