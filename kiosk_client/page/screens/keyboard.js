// The kiosk's own keyboard: keys never move; letters that lead nowhere are dimmed, and can be pressed all the same.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { KEYBOARDS } from "../find_model.js";

/** `kind` is initials or full; `onKey` gets a letter, "space", "delete" or "clear". Keys may be struck twice in a row. */
export const Keyboard = ({ say, kind, ahead, onKey, onKind, onDepartments }) => html`<div
  class=${`keyboard ${kind}`} role="group" aria-label=${say("keys.label")}
>
  ${KEYBOARDS[kind].map(
    (row, at) => html`<div key=${row}>
      ${[...row].map(
        (letter) => html`<${Letter} key=${letter} letter=${letter} lit=${ahead.has(letter.toLowerCase())} onKey=${onKey} />`,
      )}
      ${at === KEYBOARDS[kind].length - 1 &&
      html`<button class="erase" data-quick aria-label=${say("search.delete")} onClick=${() => onKey("delete")}>
        <${Icon} name="erase" />
      </button>`}
    </div>`,
  )}
  <div class="functions">
    <button data-quick onClick=${() => onKey("clear")}>${say("search.clear")}</button>
    ${kind === "full" && html`<button data-quick class="space" onClick=${() => onKey("space")}>${say("search.space")}</button>`}
    <button onClick=${onKind}>${say(kind === "full" ? "keys.initials" : "keys.full")}</button>
    <button onClick=${onDepartments}>${say("search.by_department")}</button>
  </div>
</div>`;

const Letter = ({ letter, lit, onKey }) => html`<button data-quick class=${lit ? "" : "dim"} onClick=${() => onKey(letter)}>
  ${letter}
</button>`;
