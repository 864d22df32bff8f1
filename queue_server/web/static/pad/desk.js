// The desk of a signed-in clerk: the current ticket, its keys, the next one, and the queues.

import { html } from "#ui/html.js";
import { TicketNumber } from "#ui/parts.js";
import { Ask } from "./ask.js";
import { ICONS } from "./icons.js";

const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;

const NEEDS_MORE = new Set(["hold", "transfer", "pause", "sign-out"]);

export function Desk({ page, say, view, sending, message, asking, why, press }) {
  const act = (key, more) => {
    if (NEEDS_MORE.has(key) && more === undefined) asking.value = { kind: key };
    else press(key, more);
  };
  return html`
    <${Head} say=${say} view=${view} sending=${sending} act=${act} />
    <main class="desk">
      <${Current} say=${say} view=${view} act=${act} />
      <${Next} say=${say} view=${view} why=${why} press=${press} />
      <${Lists} say=${say} view=${view} press=${press} />
    </main>
    <${Message} say=${say} view=${view} sending=${sending} message=${message} />
    ${asking.value &&
    html`<${Ask} page=${page} say=${say} view=${view} asking=${asking.value}
      onCancel=${() => (asking.value = null)} press=${press} />`}
  `;
}

function Head({ say, view, sending, act }) {
  const pausing = view.unpause || (view.paused && !view.pause) ? "unpause" : "pause";
  const link = view.connected ? say("connected") : say("not_connected");
  return html`<header class="pad-head">
    <p class="where"><b class="num">${view.window}</b>${say("window_unit")} ${view.name}</p>
    <p class="who">${view.clerk?.name}<i class="num">${view.clerk?.employee_no}</i></p>
    <p class="state">${view.stateWord}</p>
    <p class="signs">
      ${view.signs.demo && html`<span class="demo">${view.signs.demo}</span>`}
      <span class=${view.connected ? "link" : "link old"} role="status">${sending === "idle" ? link : say("sending")}</span>
    </p>
    <p class="num time">${view.signs.clock}</p>
    <button class="tool" disabled=${!view[pausing]} onClick=${() => act(pausing, pausing === "unpause" ? {} : undefined)}>
      <${Icon} name=${pausing} />${say(`key.${pausing}`)}
    </button>
    <button class="tool" disabled=${!view.signOut} onClick=${() => act("sign-out")}>
      <${Icon} name="sign-out" />${say("key.sign-out")}
    </button>
  </header>`;
}

function Current({ say, view, act }) {
  return html`<section class="current">
    ${view.undo &&
    html`<button class="undo" onClick=${() => act("undo")}><${Icon} name="undo" />${say("key.undo")}</button>`}
    ${view.current ? html`<${Ticket} say=${say} current=${view.current} />` : html`<${Nobody} say=${say} view=${view} />`}
    <div class="keys">
      ${view.keys.map(
        ({ key, name, lit }) => html`<button key=${key} disabled=${!lit} onClick=${() => act(key)}>
          <${Icon} name=${key} />${name}
        </button>`,
      )}
    </div>
  </section>`;
}

const Nobody = ({ say, view }) => html`<div class="nobody">
  <h1>${say(view.paused ? "paused.title" : "idle.title")}</h1>
  <p>${say(view.paused ? "paused.text" : "idle.text")}</p>
</div>`;

const Ticket = ({ say, current }) => html`
  <div class="ticket">
    <p class="num no"><${TicketNumber} text=${current.number} /></p>
    <div>
      <p class="tags">
        <span class=${`tag ${current.state}`}>${current.stateWord}</span>
        ${current.special && html`<span class="tag special">${current.special}</span>`}
      </p>
      <h1>${current.business}</h1>
      <p class="since">${current.since}</p>
      ${current.note && html`<p class="since note">${current.note}</p>`}
    </div>
  </div>
  ${current.steps.length > 0 &&
  html`<ol class="steps">
    ${current.steps.map(
      (step, index) => html`<li class=${step.state} key=${index}>
        <span>${step.state === "done" ? html`<${Icon} name="finish" />` : html`<b class="num">${index + 1}</b>`}</span>
        ${step.name}
      </li>`,
    )}
  </ol>`}
`;

const Next = ({ say, view, why, press }) => html`<section class="next-box">
  <button class="next" disabled=${!view.next.lit} onClick=${() => press("next", { outcome: "finished" })}>
    <span class="verb">${say("key.next")}</span>
    <span class="what">
      ${view.next.ends && html`<span>${view.next.ends}</span>`}
      ${view.next.text
        ? html`<span>${view.next.text}</span>`
        : html`<span>${say("next.calls")}<b class="num"><${TicketNumber} text=${view.next.coming ?? ""} /></b></span>`}
    </span>
  </button>
  <div class="why">
    ${view.current && why?.number &&
    html`<b>${say("why", { number: why.number })}</b>${why.sentences.slice(0, 3).map((text) => html`<p key=${text}>${text}</p>`)}`}
  </div>
</section>`;

const Lists = ({ say, view, press }) => html`<section class="lists">
  <div class="lines">
    <h2>${say("lists.waiting", { count: view.waiting })}</h2>
    <ul>
      ${view.lines.map(
        (line) => html`<li key=${line.prefix + line.name}>
          <span class="num px">${line.prefix}</span><span class="nm">${line.name}</span>
          <i>${line.oldest}</i><b class="num">${line.waiting}</b>
        </li>`,
      )}
    </ul>
  </div>
  <div class="order">
    <h2>${say("lists.next_up")}<span>${say("lists.order")}</span></h2>
    ${view.nextUp.length === 0
      ? html`<p class="none">${say("lists.nobody")}</p>`
      : html`<ol>${view.nextUp.map((number) => html`<li class="num" key=${number}><${TicketNumber} text=${number} /></li>`)}</ol>`}
  </div>
  <div class="held">
    <h2>${say("lists.held")}</h2>
    ${view.held.length === 0 && html`<p class="none">${say("lists.no_held")}</p>`}
    <ul>
      ${view.held.map(
        (held) => html`<li key=${held.public_id}>
          <b class="num"><${TicketNumber} text=${held.number} /></b><span>${held.note}</span>
          <button disabled=${!held.lit} onClick=${() => press("resume", { public_id: held.public_id })}>
            ${say("key.resume")}
          </button>
        </li>`,
      )}
    </ul>
  </div>
</section>`;

/** One line for what has to be known now: a retry, a broken line, a refusal. */
function Message({ say, view, sending, message }) {
  if (sending === "again") return html`<p class="message old" role="alert">${say("again")}</p>`;
  if (view.signs.old) {
    return html`<p class="message old" role="alert">${say("offline", { time: view.signs.oldSince ?? "—" })}</p>`;
  }
  if (!message.value) return null;
  return html`<p class="message" role="status">
    <span>${message.value}</span><button onClick=${() => (message.value = null)}>${say("message.seen")}</button>
  </p>`;
}
