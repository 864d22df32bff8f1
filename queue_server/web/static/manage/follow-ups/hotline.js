// An order of the hotline 12345 is taken in: its reference, who sees to it, what it is about.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { Departments } from "./acts.js";

export function Hotline({ page, say, busy, said, onSend, onClose }) {
  const [filled, setFilled] = useState({ reference: "", text: "" });
  const fill = ({ target }) => target.name in filled && setFilled((now) => ({ ...now, [target.name]: target.value.replace(/\n/g, " ") }));
  const send = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSend({ reference: form.get("reference").trim(), department: form.get("department"), text: form.get("text").trim() });
  };
  return html`<${Dialog} title=${say("hotline.new")} close=${say("cancel")} onClose=${onClose}>
    <form class="act" onSubmit=${send} onInput=${fill}>
      <label class="ui-field"><span>${say("hotline.reference")}</span><input name="reference" required maxlength="64" autocomplete="off" value=${filled.reference} /></label>
      <${Departments} page=${page} label=${say("hotline.department")} />
      <label class="ui-field"><span>${say("hotline.text")}</span><textarea name="text" rows="4" maxlength="500" value=${filled.text}></textarea><i>${say("ask.text.kept")}</i></label>
      ${said && html`<p class="said" role="alert">${said}</p>`}
      <p class="keys"><button class="ui-button main" type="submit" disabled=${busy}>${say("hotline.go")}</button></p>
    </form>
  <//>`;
}
