// What can be done to a follow-up now: a key for each act, and the questions of the one that was pressed.

import { useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { MUST_SAY, bodyOf } from "./model.js";

/** The key that most likely comes next is the bright one. */
const MAIN = ["contact", "resolve", "verify", "decide"];

export function Acts({ page, say, view, busy, onDo }) {
  const [open, setOpen] = useState(null);
  const chosen = view.can.includes(open) ? open : null;
  const main = view.can.find((act) => MAIN.includes(act));
  return html`<section class="acts" aria-labelledby="acts-title">
    <h3 id="acts-title">${say("acts")}</h3>
    ${view.hint && html`<p class="hint">${view.hint}</p>`}
    <p class="keys">
      ${view.can.map((act) => html`<button key=${act} class=${`ui-button${act === main ? " main" : ""}`} aria-expanded=${act === chosen}
        onClick=${() => setOpen(act === chosen ? null : act)}>${say(`act.${act}`)}</button>`)}
    </p>
    ${chosen && html`<${Form} key=${chosen} page=${page} say=${say} act=${chosen} busy=${busy} department=${view.department}
      onCancel=${() => setOpen(null)} onSend=${async (body) => (await onDo(chosen, body)) && setOpen(null)} />`}
  </section>`;
}

function Form({ page, say, act, busy, onSend, onCancel }) {
  // The page is drawn anew each second: what is typed must be known, or the field would be emptied by that.
  const [text, setText] = useState("");
  const send = (event) => {
    event.preventDefault();
    onSend(bodyOf(act, new FormData(event.currentTarget)));
  };
  const must = MUST_SAY.includes(act) || (act === "resolve" && Object.keys(page.measures).length === 0);
  return html`<form class="act" onSubmit=${send} aria-label=${say(`act.${act}`)}>
    <${Questions} page=${page} say=${say} act=${act} />
    <label class="ui-field"><span>${say(must ? "ask.text.must" : "ask.text")}</span>
      <textarea name="text" rows="3" maxlength="500" required=${must} value=${text} onInput=${({ target }) => setText(target.value.replace(/\n/g, " "))}></textarea>
      <i>${say("ask.text.kept")}</i></label>
    <p class="keys">
      <button class="ui-button main" type="submit" disabled=${busy}>${say("go")}</button>
      <button class="ui-button" type="button" onClick=${onCancel}>${say("cancel")}</button>
    </p>
  </form>`;
}

function Questions({ page, say, act }) {
  if (act === "contact") return html`<${Either} say=${say} name="reached" ask="ask.contact" values=${["yes", "no"]} words="ask.reached" />`;
  if (act === "appeal") return html`<${Either} say=${say} name="on_behalf" ask="ask.on_behalf" values=${["department", "clerk"]} words="ask.on_behalf" />`;
  if (act === "decide") return html`<${Either} say=${say} name="accepted" ask="ask.decide" values=${["yes", "no"]} words="ask.decide" />`;
  if (act === "resolve") return html`<${Measures} page=${page} say=${say} />`;
  if (act === "assign") return html`<${Departments} page=${page} say=${say} label=${say("ask.department")} />`;
  return null;
}

const Either = ({ say, name, ask, values, words }) => html`<fieldset><legend>${say(ask)}</legend>
  ${values.map((value) => html`<label key=${value} class="choice"><input type="radio" name=${name} value=${value} required /><span>${say(`${words}.${value}`)}</span></label>`)}
</fieldset>`;

const Measures = ({ page, say }) => html`<fieldset><legend>${say("ask.measures")}</legend>
  ${Object.entries(page.measures).map(([code, name]) => html`<label key=${code} class="choice"><input type="checkbox" name="measure" value=${code} /><span>${name}</span></label>`)}
</fieldset>`;

export const Departments = ({ page, label }) => html`<label class="ui-field"><span>${label}</span>
  <select name="department" required>
    <option value=""></option>
    ${Object.entries(page.departments).map(([code, name]) => html`<option key=${code} value=${code}>${name}</option>`)}
  </select></label>`;
