// Where to: every queue and window, found as one types, with what is going on there now.

import { useEffect, useMemo, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { Line } from "./line.js";
import { everyTarget, targets } from "./transfer_model.js";

export function Transfer({ page, say, view, desk, press }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(null);
  const [note, setNote] = useState("");
  useEffect(() => desk.watchHalls(), []);
  const boards = desk.halls.value;
  const from = { window: view.window, queue: view.current?.queue ?? null, hall: view.hallCode };
  const spelling = desk.catalogue.value?.spelling;
  const found = useMemo(() => targets(page, say, { boards, from, text, spelling }), [page, boards, from.window, from.queue, from.hall, text, spelling]);
  const rows = useMemo(() => found.map((one) => html`<${Target} key=${one.id} one=${one} isChosen=${one.id === chosen} onChoose=${setChosen} />`), [found, chosen]);
  const target = chosen && (everyTarget(page, say, { boards, from }).find(({ id }) => id === chosen) ?? null);
  const send = (event) => {
    event.preventDefault();
    if (target?.possible) press("transfer", { ...target.body, note: note.trim() }, { to: target.confirm });
  };
  return html`<form class="transfer-form" onSubmit=${send}>
    <div class="find">
      <label class="vh" for="target">${say("transfer.find")}</label>
      <input id="target" type="search" data-first placeholder=${say("transfer.find")} value=${text} autocomplete="off" spellcheck=${false}
        onInput=${(event) => setText(event.currentTarget.value)}
        onKeyDown=${(event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          const first = found.find(({ possible }) => possible);
          setChosen(first?.id ?? null);
          if (first) document.getElementById("transfer-note")?.focus();
        }} />
      ${found.length === 0 && html`<p class="plain">${say("transfer.none")}</p>`}
      <ul class="targets" aria-label=${say("transfer.targets")}>
        ${rows}
      </ul>
    </div>
    <div class="go">
      <p class="chosen">${target ? html`<b>${target.confirm}</b><span>${[target.name, target.place].join(say("joint"))}</span><span>${target.state}</span>` : say("transfer.choose")}</p>
      ${target?.mood === "closed" && html`<p class="warn">${say(target.kind === "queue" ? "transfer.nobody_serves" : "transfer.paused")}</p>`}
      <${Line} id="transfer-note" label=${say("transfer.note")} value=${note} onInput=${setNote}
        ready=${[say("ready.complete"), say("ready.missing"), say("ready.check")]} />
      <button class="main" type="submit" disabled=${!target?.possible || view.busy}>${target ? target.confirm : say("key.transfer")}</button>
    </div>
  </form>`;
}

const Target = ({ one, isChosen, onChoose }) => html`<li>
  <button type="button" class=${one.mood} aria-pressed=${isChosen} disabled=${!one.possible} onClick=${() => onChoose(one.id)}>
    <b class=${`num ${one.kind}`}>${one.sign}</b>
    <span class="nm">${one.name}<i>${one.place}</i></span>
    <span class="st">${one.state}</span>
  </button>
</li>`;
