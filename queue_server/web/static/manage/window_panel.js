// One window: who sits there, what is current, and what can be arranged for today.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { nameIn } from "#ui/words.js";
import { QueueChoice } from "./queue_choice.js";
import { windowLine } from "./map.js";
import { sameQueues, skillsOf } from "./windows_model.js";

/** `board` is the window's own board (who sits there), undefined until it was heard. */
export function WindowPanel({ page, say, view, board, busy, said, arrange, onClose }) {
  const [choosing, setChoosing] = useState(false);
  const served = board?.queues.map(({ queue }) => queue) ?? [];
  const names = (queues) => queues.map((code) => page.queues[code]).filter(Boolean);
  const save = async (queues, seen) => {
    if (await arrange(view.window, { queues, expect_queues: seen })) setChoosing(false);
  };
  return html`<${Dialog} title=${say("panel.window", { window: view.window, name: view.name })} close=${say("close")}
    onClose=${onClose} kind="panel">
    <p class="now"><span class=${`dot ${view.state}`}></span>${windowLine(say, view)}</p>
    <p>${clerkLine(page, say, view, board)}</p>
    ${said && html`<p class="said" role="alert">${said}</p>`}
    ${choosing
      ? html`<${QueueChoice} page=${page} say=${say} view=${view} skills=${skillsOf(view, served)} busy=${busy}
          onSave=${save} onCancel=${() => setChoosing(false)} />`
      : html`
          <section>
            <h3>${say(view.changed ? "panel.queues_changed" : "panel.queues")}</h3>
            <ul class="names">
              ${names(view.queues).map((queue) => html`<li key=${queue.prefix}><b class="num">${queue.prefix}</b> ${nameIn(queue.names, page.language)}</li>`)}
            </ul>
          </section>
          <p class="ui-keys">
            <button class="ui-button" disabled=${busy} onClick=${() => setChoosing(true)}>${say("panel.change")}</button>
            ${!sameQueues(view.queues, view.planned) &&
            html`<button class="ui-button" disabled=${busy} onClick=${() => arrange(view.window, { queues: view.planned, expect_queues: view.queues })}>${say("panel.back")}</button>`}
            ${view.shut
              ? html`<button class="ui-button main" disabled=${busy} onClick=${() => arrange(view.window, { shut: false })}>${say("panel.open")}</button>`
              : html`<button class="ui-button danger" disabled=${busy} onClick=${() => arrange(view.window, { shut: true })}>${say("panel.shut_key")}</button>`}
          </p>
          <p class="hint">${say(view.shut ? "panel.shut_now" : view.number ? "panel.shut_after" : "panel.shut_means", { number: view.number ?? "" })}</p>
        `}
  <//>`;
}

function clerkLine(page, say, view, board) {
  if (view.clerk === null) return say("panel.nobody");
  const known = board?.clerk;
  return say("panel.clerk", { name: known?.name ?? "", employee_no: view.clerk });
}
