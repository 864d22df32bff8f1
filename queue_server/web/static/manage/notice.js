// A line on the screens of a hall: written in every language, seen as the screen will page it, taken away again.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { isSendable, LONGEST, oneLine, screenPages, withoutEmpty } from "./notice_model.js";

export function NoticePanel({ page, say, halls, busy, said, put, onClose }) {
  const [hall, setHall] = useState(halls[0]?.code);
  const shown = halls.find(({ code }) => code === hall)?.notice ?? null;
  const [texts, setTexts] = useState({});
  const now = { ...(shown ?? {}), ...texts };
  const write = (language, text) => setTexts({ ...texts, [language]: oneLine(text) });
  const turn = (code) => {
    setHall(code);
    setTexts({});
  };
  const send = async (event) => {
    event.preventDefault();
    if (await put(hall, withoutEmpty(now))) setTexts({});
  };
  const clear = async () => {
    if (await put(hall, null)) setTexts({});
  };
  return html`<${Dialog} title=${say("notice.title")} close=${say("close")} onClose=${onClose} kind="panel">
    <form class="notice" onSubmit=${send}>
      <${HallChoice} say=${say} halls=${halls} hall=${hall} onTurn=${turn} />
      <p class="shown">${shown ? say("notice.shown", { text: Object.values(shown).join(" / ") }) : say("notice.none")}</p>
      ${page.languages.map(
        (language) => html`<${Text} key=${language} say=${say} language=${language} text=${now[language] ?? ""} onWrite=${write} />`,
      )}
      ${said && html`<p class="said" role="alert">${said}</p>`}
      <p class="ui-keys">
        ${shown && html`<button type="button" class="ui-button" disabled=${busy} onClick=${clear}>${say("notice.clear")}</button>`}
        <button type="submit" class="ui-button main" disabled=${busy || !isSendable(now, shown)}>${say("notice.put")}</button>
      </p>
    </form>
  <//>`;
}

/** One hall or the other, as two keys that stay pressed. */
export const HallChoice = ({ say, halls, hall, onTurn }) => html`<div class="order" role="group" aria-label=${say("notice.hall")}>
  ${halls.map(
    ({ code, name }) => html`<button type="button" key=${code} aria-pressed=${code === hall} onClick=${() => onTurn(code)}>${name}</button>`,
  )}
</div>`;

function Text({ say, language, text, onWrite }) {
  const pages = screenPages(text);
  return html`<div class="text">
    <label class="ui-field"><span>${say(`notice.text.${language}`)}</span>
      <textarea rows="2" maxlength=${LONGEST} lang=${language} value=${text} onInput=${(event) => onWrite(language, event.currentTarget.value)}></textarea>
    </label>
    ${pages.length > 0 &&
    html`<p class="hint">${say(pages.length === 1 ? "notice.page_one" : "notice.pages", { count: pages.length })}</p>
      <ol class="preview" lang=${language}>${pages.map((part) => html`<li key=${part}>${part}</li>`)}</ol>`}
  </div>`;
}
