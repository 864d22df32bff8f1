// A line that a clerk writes, with what is often written ready to touch.

import { html } from "#ui/html.js";

/** `ready`: what is often written; one touch writes it. `first`: it has the focus when its dialog opens. */
export function Line({ id, label, value, onInput, ready, first = false }) {
  return html`<div class="line-field">
    <label for=${id}>${label}</label>
    <input id=${id} maxlength="200" autocomplete="off" value=${value} data-first=${first ? true : null} onInput=${(event) => onInput(event.currentTarget.value)} />
    <div class="ready">${ready.map((text) => html`<button type="button" key=${text} onClick=${() => onInput(text)}>${text}</button>`)}</div>
  </div>`;
}
