// What an auditor looks for: a day, a person, a number, a window, what happened. All that is filled in must fit.

import { useEffect, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { kindsOf } from "./model.js";

export function Search({ page, say, wanted, busy, onLook, onSave }) {
  // The page is drawn anew each second: what is typed must be known, or the fields would be emptied by that.
  const [filled, setFilled] = useState(wanted);
  const fill = ({ target }) => setFilled((now) => ({ ...now, [target.name]: target.value }));
  useEffect(() => setFilled((now) => ({ ...now, day: now.day || wanted.day })), [wanted]);
  const send = (event) => {
    event.preventDefault();
    onLook(Object.fromEntries(new FormData(event.currentTarget)));
  };
  return html`<form class="search" onSubmit=${send} onInput=${fill} aria-label=${say("search")}>
    <label class="ui-field"><span>${say("search.day")}</span><input type="date" name="day" value=${filled.day} /></label>
    <label class="ui-field"><span>${say("search.number")}</span>
      <input name="number" value=${filled.number} maxlength="32" autocapitalize="characters" autocomplete="off" spellcheck=${false} /></label>
    <label class="ui-field"><span>${say("search.person")}</span>
      <input name="person" value=${filled.person} maxlength="64" autocapitalize="none" autocomplete="off" spellcheck=${false} /></label>
    <label class="ui-field"><span>${say("search.window")}</span>
      <select name="window" value=${filled.window}>
        <option value="">${say("search.any")}</option>
        ${page.windows.map((number) => html`<option key=${number} value=${number}>${number}</option>`)}
      </select></label>
    <label class="ui-field"><span>${say("search.kind")}</span>
      <select name="kind" value=${filled.kind}>
        <option value="">${say("search.any")}</option>
        ${kindsOf(page, say).map(({ kind, name }) => html`<option key=${kind} value=${kind}>${name}</option>`)}
      </select></label>
    <p class="keys">
      <button class="ui-button main" type="submit" disabled=${busy}>${say("search.go")}</button>
      <button class="ui-button" type="button" disabled=${busy} onClick=${onSave}>${say("search.save")}</button>
    </p>
  </form>`;
}
