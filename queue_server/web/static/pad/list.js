// The waiting list of this window, asked for while it is open: everybody in order, and why the first is the first.

import { useEffect, useRef, useState } from "preact/hooks";
import { clockOf } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { TicketNumber } from "#ui/parts.js";
import { Line } from "./line.js";
import { businessOf } from "./model.js";

export function WaitingList({ page, say, view, desk, press }) {
  const [picked, setPicked] = useState(null);
  const list = desk.list.value;
  useEffect(() => desk.watchList(), []);
  useEffect(() => {
    desk.askList();
  }, [view.head, view.waiting]);
  if (!list) return html`<p class="plain" role="status">${say(desk.failed.value ? "list.failed" : "list.loading")}</p>`;
  return html`
    <div class="because" data-first tabindex="-1">${list.sentences.map((text) => html`<p key=${text}>${text}</p>`)}</div>
    ${list.waiting.length === 0 && html`<p class="plain">${say("lists.nobody")}</p>`}
    <ol class="everybody" tabindex="0" aria-label=${say("list.order")}>
      ${list.waiting.map(
        (one, index) => html`<li key=${one.public_id} class=${one.number === list.first ? "first" : one.callable ? "" : "away"}>
          <span class="num rank">${index + 1}</span>
          <b class="num"><${TicketNumber} text=${one.number} /></b>
          <span class="what">${businessOf(page, one)}<i>${reasons(say, one)}</i></span>
          <span class="num waited">${say("list.waited", { time: clockOf(one.arrived_at), minutes: Math.floor(one.waited_s / 60) })}</span>
          ${view.pick &&
          html`<button type="button" disabled=${!one.callable || view.busy} aria-pressed=${picked?.public_id === one.public_id} onClick=${() => setPicked(one)}>
            <span class="vh">${one.number} </span>${say("key.pick")}</button>`}
        </li>`,
      )}
    </ol>
    ${list.more > 0 && html`<p class="plain">${say("list.more", { count: list.more })}</p>`}
    ${picked && html`<${Picked} key=${picked.public_id} say=${say} view=${view} picked=${picked} press=${press} />`}`;
}

/** What is special about a ticket: its class, its note, why it cannot be called yet. */
function reasons(say, one) {
  const parts = [];
  if (one.visitor_class !== "ordinary") parts.push(say(`class.${one.visitor_class}`));
  if (one.sent_here) parts.push(say("list.sent_here"));
  if (one.why_not === "walking") parts.push(say("list.walking", { time: clockOf(one.callable_from) }));
  if (one.why_not === "away") parts.push(say("list.away", { time: clockOf(one.callable_from) }));
  if (one.why_not === "elsewhere") parts.push(say("list.elsewhere"));
  if (one.note) parts.push(say("why.note", { note: one.note }));
  return parts.join(say("joint"));
}

function Picked({ say, view, picked, press }) {
  const [reason, setReason] = useState("");
  const form = useRef(null);
  useEffect(() => {
    for (const element of [document.querySelector('.everybody [aria-pressed="true"]'), form.current]) element?.scrollIntoView({ block: "nearest" });
  }, []);
  const send = (event) => {
    event.preventDefault();
    if (reason.trim()) press("pick", { public_id: picked.public_id, reason: reason.trim() }, { before: view.current?.left > 0 ? "next-step" : null });
  };
  const ends = view.current ? say(view.current.left > 0 ? "next.goes_on" : "next.ends", { number: view.current.number }) : "";
  return html`<form ref=${form} class="picked" onSubmit=${send}>
    <h3>${say("pick.title", { number: picked.number })} <span>${ends}</span></h3>
    <${Line} id="pick-reason" label=${say("pick.reason")} value=${reason} onInput=${setReason}
      ready=${[say("ready.unwell"), say("ready.skipped"), say("ready.short")]} />
    <button class="main" type="submit" disabled=${!reason.trim() || view.busy}>${say("pick.go", { number: picked.number })}</button>
  </form>`;
}
