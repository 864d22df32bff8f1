// Leaving a hall and going back in: both held by a finger, because they stop or start everything.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { Hold } from "#ui/hold.js";
import { html } from "#ui/html.js";
import { HallChoice } from "./notice.js";

export function EvacuationPanel({ say, halls, busy, said, evacuate, onClose }) {
  const [hall, setHall] = useState(halls.find(({ state }) => state === "evacuation")?.code ?? halls[0]?.code);
  const chosen = halls.find(({ code }) => code === hall);
  const left = chosen?.state === "evacuation";
  const words = {
    idle: say(left ? "evacuation.end" : "evacuation.start", { hall: chosen?.name }),
    holding: say("evacuation.holding"),
    short: say("evacuation.short"),
    armed: say(left ? "evacuation.end_armed" : "evacuation.armed"),
  };
  return html`<${Dialog} title=${say("evacuation.title")} close=${say("close")} onClose=${onClose} kind="panel danger">
    <${HallChoice} say=${say} halls=${halls} hall=${hall} onTurn=${setHall} />
    <p>${say(left ? "evacuation.now" : "evacuation.means", { hall: chosen?.name })}</p>
    ${said && html`<p class="said" role="alert">${said}</p>`}
    <p class="ui-keys">
      <${Hold} key=${`${hall}:${left}`} words=${words} icon="evacuate" disabled=${busy} onConfirm=${() => evacuate(hall, !left)} />
    </p>
  <//>`;
}
