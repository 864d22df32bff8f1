// The kiosk's own keyboard: keys never move; letters that lead nowhere are dimmed, and can be pressed all the same.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { keyboardOf } from "../find_model.js";

/**
 * `kind` is initials, full, or in large type numbers; `onKey` gets a letter, "space", "delete" or "clear", `onKind` the kind that a
 * key leads to. Keys may be struck twice in a row.
 */
export const Keyboard = ({ say, kind, large, ahead, onKey, onKind, onDepartments }) => html`<div
  class=${`keyboard ${kind}${large ? " large" : ""}`} role="group" aria-label=${say("keys.label")}
>
  <${Keys} say=${say} keyboard=${keyboardOf(kind, large)} ahead=${ahead} word="search.delete" onKey=${onKey} onKind=${onKind} />
  <div class="functions">
    <button data-quick onClick=${() => onKey("clear")}>${say("search.clear")}</button>
    ${kind !== "initials" && html`<button data-quick class="space" onClick=${() => onKey("space")}>${say("search.space")}</button>`}
    <button onClick=${() => onKind(kind === "initials" ? "full" : "initials")}>${say(kind === "initials" ? "keys.full" : "keys.initials")}</button>
    <button onClick=${onDepartments}>${say("search.by_department")}</button>
  </div>
</div>`;

/** The rows of a keyboard; `ahead` are the letters that lead on, all of them where it is missing; `word` is what deleting is called. */
export const Keys = ({ say, keyboard: { rows, other }, ahead, word, onKey, onKind }) => rows.map((row, at) => html`<div key=${row}>
  ${[...row].map((letter) => html`<button key=${letter} data-quick class=${!ahead || ahead.has(letter.toLowerCase()) ? "" : "dim"}
    onClick=${() => onKey(letter)}>${letter}</button>`)}
  ${at === rows.length - 1 && other && html`<button class="other" onClick=${() => onKind(other.kind)}>${other.name}</button>`}
  ${at === rows.length - 1 && html`<button class="erase" data-quick aria-label=${say(word)} onClick=${() => onKey("delete")}><${Icon} name="erase" /></button>`}
</div>`);
