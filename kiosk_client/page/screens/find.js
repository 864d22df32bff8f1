// Search: a field that takes keys, reader and keyboard alike, results above, letters below.

import { useEffect, useRef } from "preact/hooks";
import { html } from "#ui/html.js";
import { MOST, lettersAhead, search } from "../search.js";
import { Icon } from "./icons.js";
import { Rows } from "./lists.js";

const ROWS_OF_KEYS = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];

export function Find({ kiosk, acts, here }) {
  const { say, index } = kiosk;
  const field = useRef(null);
  useEffect(() => field.current.focus({ preventScroll: true }), []);
  const write = (text) => acts.change({ ...here, text });
  const { found, total } = search(index, here.text);
  const ahead = lettersAhead(index, here.text);
  return html`
    <label class="typed">
      <span class="vh">${say("search.title")}</span>
      <input ref=${field} value=${here.text} maxlength="40" inputmode="none" autocomplete="off" spellcheck=${false}
        onInput=${(event) => write(event.currentTarget.value)} />
      <i>${here.text && say("search.count", { count: total })}</i>
    </label>
    <div class="scroll found">
      ${here.text === "" && html`<p class="hint">${say("search.hint")}</p>`}
      ${here.text !== "" && total === 0 && html`<p class="hint">${say("search.none")}</p>`}
      <${Rows} kiosk=${kiosk} acts=${acts} entries=${found} />
      ${total > MOST && html`<p class="hint">${say("search.more", { count: total - MOST })}</p>`}
    </div>
    <div class="keyboard">
      ${ROWS_OF_KEYS.map(
        (row) => html`<div key=${row}>
          ${[...row].map(
            (letter) => html`<button key=${letter} class=${ahead.has(letter.toLowerCase()) ? "" : "dim"}
              onClick=${() => write(here.text + letter)}>${letter}</button>`,
          )}
          ${row.endsWith("M") && html`<button class="wide-key" aria-label=${say("search.delete")}
            onClick=${() => write([...here.text].slice(0, -1).join(""))}><${Icon} name="erase" /></button>`}
        </div>`,
      )}
      <div>
        <button class="wide-key" onClick=${() => write("")}>${say("search.clear")}</button>
        <button class="space-key" onClick=${() => write(`${here.text} `)}>${say("search.space")}</button>
        <button class="wide-key" onClick=${() => acts.show({ name: "departments" })}>${say("search.by_department")}</button>
      </div>
    </div>
  `;
}
