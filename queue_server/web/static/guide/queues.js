// All queues at a glance, by hall; and the evacuation of a hall.

import { html } from "#ui/html.js";
import { Hold } from "#ui/hold.js";
import { Icon } from "#ui/icons.js";

export function Queues({ say, halls }) {
  return html`<div class="halls">${halls.map((hall) => html`<section key=${hall.code}>
    <h2>${hall.name}<i>${hall.state ? say(`hall.${hall.state}`) : say("loading")} · ${say("hall.sum", { waiting: hall.waiting, open: hall.open })}</i></h2>
    <table class="ui-table">
      <thead><tr><th scope="col">${say("queue")}</th><th scope="col" class="num">${say("waiting")}</th><th scope="col" class="num">${say("open_windows")}</th>
        <th scope="col" class="num">${say("oldest")}</th></tr></thead>
      <tbody>${hall.rows.map((row) => html`<tr key=${row.queue} class=${row.unserved ? "bad" : ""}>
        <th scope="row"><b class="prefix">${row.prefix}</b>${row.name}
          <i>${waitOf(say, row)}</i>
          ${row.late && html`<i class="late"><${Icon} name="alarm" />${say("late")}</i>`}</th>
        <td class="num">${row.waiting}</td><td class="num">${row.windows}</td>
        <td class=${row.late ? "num over" : "num"}>${row.oldest ?? "–"}</td>
      </tr>`)}</tbody>
    </table>
  </section>`)}</div>`;
}

/** What somebody who takes a number now would wait; where no window calls, that. */
function waitOf(say, { waiting, windows, range }) {
  if (windows) return say("range", { range });
  return waiting ? range : say("quiet");
}

export function Evacuation({ work, say, halls }) {
  const busy = work.session.hurrying.value !== "idle";
  return html`<div class="evacuations">
    <p class="explains">${say("evacuation.what")}</p>
    ${halls.map(({ code, name, state }) => {
      const on = state === "evacuation";
      const words = Object.fromEntries(["idle", "holding", "short", "armed"].map((phase) => [phase, say(`evacuation.${on ? "end" : "begin"}.${phase}`, { hall: name })]));
      return html`<section key=${code} class=${on ? "on" : ""}>
        <h2>${name}<i>${state ? say(`hall.${state}`) : say("loading")}</i></h2>
        <p>${say(on ? "evacuation.on" : "evacuation.off")}</p>
        <${Hold} key=${String(on)} words=${words} icon=${on ? "check" : "warning"} disabled=${busy || !state} onConfirm=${() => work.evacuate(code, !on)} />
      </section>`;
    })}
    <p class="explains">${say("evacuation.how")}</p>
  </div>`;
}
