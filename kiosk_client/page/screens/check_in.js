// "I have booked": hold the booking's code or an ID card to the reader, or type the phone number. Readers type as keyboards do.

import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { deskOf } from "../blocked_model.js";
import { boxes, choicesView, shownBy, typed, typedSoFar } from "../check_in_model.js";
import { kindFor } from "../document.js";
import { takingCards } from "../reads.js";
import { sentences } from "../spoken.js";
import { Blocked, Head, contextOf } from "./parts.js";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const READER_MS = 250;
const PHONE = 11;

export function CheckIn({ kiosk, acts, here }) {
  const { say, language, state } = kiosk;
  if (state.online === false) return html`<${Away} kiosk=${kiosk} acts=${acts} />`;
  const text = here.text ?? "";
  const today = (state.hall_time ?? "").slice(0, 10) || "9999-12-31";
  const { state: far, left } = typedSoFar(text, today);
  const write = (make) => acts.change((now) => ({ ...now, text: typed(make(now.text ?? "")) }));
  const press = (key) => write((now) => (now.length < PHONE ? now + key : now));
  const send = (now) => {
    const shown = shownBy(now ?? "", today);
    if (shown) acts.checkIn(shown);
  };
  const enter = () => {
    let last = null;
    acts.change((now) => (last = now));
    send(last.text);
  };
  useReader({ write, enter });
  const [how, type] = [say("check_in.how"), say("check_in.type")];
  const word = say(far === "card" ? "check_in.card.reading" : `check_in.${far}`, { left });
  return html`
    <${Head} kiosk=${kiosk} title=${say("check_in.title")} under=${say("check_in.under")} spoken=${sentences([how, type], language)} />
    <section class="booked-by">
      <p class="to-reader"><${Icon} name="scan" /><span><b>${say("check_in.scan")}</b>${say("check_in.scan.how")}</span></p>
      <p class="to-reader"><${Icon} name="id-card" /><span><b>${say("check_in.card")}</b>${say("check_in.card.how")}</span></p>
      <h2>${type}</h2>
      <p class="boxes num phone-boxes" role="img" aria-label=${say("check_in.typed", { count: Math.min(text.length, PHONE) })}>
        ${boxes(text).map((group, i) => html`<span key=${i}>${group.map((one, at) => html`<b key=${at} class=${one ? "full" : ""}>${one}</b>`)}</span>`)}
      </p>
      <p class=${`id-word ${WORD_CLASSES[far] ?? "typing"}`} role="status"><${Icon} name=${WORD_ICONS[far] ?? "keyboard"} />${word}</p>
      <div class="digits">
        ${DIGITS.map((key) => html`<button key=${key} class="num" data-quick onClick=${() => press(key)}>${key}</button>`)}
        <button class="by-document" onClick=${() => acts.show({ name: "id_number", booking: true, document: { kind: kindFor(language), number: "" } })}>${say("check_in.document")}</button>
        <button class="num" data-quick onClick=${() => press("0")}>0</button>
        <button class="erase" data-quick onClick=${() => write((now) => now.slice(0, -1))} aria-label=${say("id.delete")}><${Icon} name="erase" /></button>
      </div>
    </section>
    <button class="take" disabled=${shownBy(text, today) === null} onClick=${() => send(text)}>
      <${Icon} name="check-in" /><span><b>${say("check_in.go")}</b></span>
    </button>
  `;
}

const WORD_CLASSES = { phone: "right", id: "right", wrong: "check" };
const WORD_ICONS = { phone: "check", id: "check", wrong: "warning", card: "id-card" };

/** Without the server nobody knows of bookings; a number can be had all the same. */
function Away({ kiosk, acts }) {
  const { say, state, language } = kiosk;
  const desk = deskOf(contextOf(kiosk), state.hall);
  const own = Boolean(state.own_numbers);
  const blocked = { kind: "offline", title: say("check_in.away"), since: say("check_in.away.since"), now: say(own ? "check_in.away.own" : "check_in.away.now", { desk }) };
  return html`
    <${Head} kiosk=${kiosk} title=${say("check_in.title")} under="" spoken=${sentences([blocked.title, blocked.since, blocked.now], language)} />
    <div class="not-yet"><${Blocked} blocked=${blocked} /></div>
    ${own && html`<button class="take" onClick=${() => acts.show({ name: "find", text: "" })}><${Icon} name="search" /><span><b>${say("check_in.find")}</b></span></button>`}
  `;
}

/** One person's several bookings: which one is meant. */
export function Bookings({ kiosk, acts, here }) {
  const { say, language } = kiosk;
  const rows = choicesView(kiosk, here.choices);
  const spoken = sentences([say("check_in.which"), ...rows.map(({ time, name }) => `${time} ${name}`)], language);
  return html`
    <${Head} kiosk=${kiosk} title=${say("check_in.which")} under=${say("check_in.which.hint", { count: rows.length })} spoken=${spoken} />
    <ul class="rows which-booking">${rows.map(({ publicId, time, name, place }) => html`<li key=${publicId}>
      <button onClick=${() => acts.checkIn({ public_id: publicId })}><b class="num">${time}</b><span><b>${name}</b><i>${place}</i></span><${Icon} name="go" /></button>
    </li>`)}</ul>
  `;
}

/** Digits of a keyboard, and of a reader, whose Enter follows fast and asks at once. A person's Enter asks too. */
function useReader({ write, enter }) {
  const lastMs = useRef(0);
  useLayoutEffect(() => {
    const heard = (event) => {
      const fast = event.timeStamp - lastMs.current < READER_MS;
      if (/^[0-9x]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        lastMs.current = event.timeStamp;
        write((now) => now + event.key);
      } else if (event.key === "Backspace") write((now) => now.slice(0, -1));
      else if (event.key === "Enter" && fast) {
        event.preventDefault();
        enter();
      }
    };
    addEventListener("keydown", heard);
    const noMore = takingCards();
    return () => (removeEventListener("keydown", heard), noMore());
  });
}
