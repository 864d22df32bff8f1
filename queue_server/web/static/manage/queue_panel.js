// One queue: its figures, and which windows could help it today.

import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { helpFor } from "./windows_model.js";

export function QueuePanel({ say, row, windows, busy, said, arrange, onWindow, onClose }) {
  const help = helpFor(row.queue, windows);
  const give = (each) => arrange(each.window, { queues: [...each.queues, row.queue], expect_queues: each.queues });
  return html`<${Dialog} title=${`${row.prefix} ${row.full}`} close=${say("close")} onClose=${onClose} kind="panel">
    <dl class="facts">
      <div><dt>${say("queues.waiting")}</dt><dd class="num">${row.waiting}</dd></div>
      <div><dt>${say("panel.oldest")}</dt><dd class="num">${row.oldest === null ? "—" : say("minutes", { count: row.oldest })}</dd></div>
      <div><dt>${say("panel.target")}</dt><dd class="num">${say("minutes", { count: row.target })}</dd></div>
      <div><dt>${say("panel.issued")}</dt><dd class="num">${row.issued}</dd></div>
      <div><dt>${say("panel.served")}</dt><dd class="num">${row.served}</dd></div>
    </dl>
    ${said && html`<p class="said" role="alert">${said}</p>`}
    <${Line} say=${say} kind="calling" list=${help.calling} onWindow=${onWindow} />
    <${Line} say=${say} kind="could" list=${help.could} busy=${busy} onWindow=${onWindow} act=${give} />
    <${Line} say=${say} kind="shut" list=${help.shut} busy=${busy} onWindow=${onWindow}
      act=${(each) => arrange(each.window, { shut: false })} />
    <${Line} say=${say} kind="resting" list=${help.resting} onWindow=${onWindow} />
    <${Line} say=${say} kind="empty" list=${help.empty} onWindow=${onWindow} />
  <//>`;
}

const doing = (say, kind, window) => say(`panel.${kind}_do`, { window });

/** Windows of one kind, what that means, and what can be done with each; nothing where there are none. */
function Line({ say, kind, list, busy, act, onWindow }) {
  if (list.length === 0 && kind !== "calling") return null;
  return html`<section class="help">
    <h3>${say(`panel.${kind}`)}</h3>
    <p>${say(list.length === 0 ? "help.calling_none" : `panel.${kind}_text`)}</p>
    <ul>
      ${list.map(
        (each) => html`<li key=${each.window}>
          <button class=${`tile ${each.state}`} onClick=${() => onWindow(each.window)}>
            <span class="vh">${say("panel.look")}</span><b class="num">${each.window}</b><span class="num no">${each.number}</span>
          </button>
          ${act && html`<button class="ui-button" disabled=${busy} onClick=${() => act(each)}>${doing(say, kind, each.window)}</button>`}
        </li>`,
      )}
    </ul>
  </section>`;
}
