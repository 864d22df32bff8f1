// Which queues a window has today: a list to tick, with a search.

import { useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { nameIn } from "#ui/words.js";
import { found } from "./choice_model.js";
import { toggled, wrongWith } from "./windows_model.js";

export function QueueChoice({ page, say, view, skills, busy, onSave, onCancel }) {
  const [seen] = useState(view.queues);
  const [chosen, setChosen] = useState(seen);
  const [text, setText] = useState("");
  const wrong = wrongWith(chosen, view.queues, skills);
  const send = (event) => {
    event.preventDefault();
    if (wrong === null || wrong === "nobody") onSave(chosen, seen);
  };
  return html`<form class="choice" onSubmit=${send}>
    <label class="ui-field"><span>${say("choice.search")}</span>
      <input type="search" value=${text} data-first onInput=${(event) => setText(event.currentTarget.value)} /></label>
    <fieldset>
      <legend>${say("choice.title", { window: view.window, count: chosen.length })}</legend>
      <ul>
        ${found(page, text, view.hall, chosen).map(
          ({ code, prefix, names, elsewhere }) => html`<li key=${code}><label>
            <input type="checkbox" checked=${chosen.includes(code)} onChange=${() => setChosen(toggled(chosen, code))} />
            <b class="num">${prefix}</b><span>${nameIn(names, page.language)}</span>
            <i>${elsewhere ? say("choice.elsewhere") : skills?.includes(code) ? say("choice.skilled") : ""}</i>
          </label></li>`,
        )}
      </ul>
    </fieldset>
    <p class="hint" role="status">${wrong === "none" || wrong === "nobody" ? say(`choice.${wrong}`) : say("choice.means")}</p>
    <p class="ui-keys">
      <button type="button" class="ui-button" onClick=${onCancel}>${say("cancel")}</button>
      <button type="submit" class="ui-button main" disabled=${busy || wrong === "none" || wrong === "same"}>${say("choice.save")}</button>
    </p>
  </form>`;
}
