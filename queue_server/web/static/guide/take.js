// Take a number for somebody: what for, for whom, and where the paper comes out.

import { useMemo, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { search, searchIndex } from "#ui/search.js";
import { nameIn } from "#ui/words.js";
import { ClassChoice, Seen } from "./find.js";
import { classAgain, firstQueue, needsIdNumber, ticketView, waitText, wantedAgain } from "./model.js";
import { KioskChoice, PaperNews, Shown } from "./parts.js";

const KINDS = ["scenario", "service", "queue"];
const SHOWN = 30;
const DOCUMENTS = { resident: 18, passport: 15 };

export function Take({ work, page, say, rooms }) {
  const [chosen, want] = useState(null);
  const taken = work.taken.value;
  const catalogue = work.catalogue.value;
  const old = work.returning.value;
  const back = () => {
    work.returning.value = null;
    want(null);
  };
  if (!catalogue) return html`<p class="hint">${say("take.loading")}</p>`;
  if (taken) return html`<${Taken} ...${{ work, page, say, taken }} onNext=${back} />`;
  const wanted = old ? wantedAgain(page, catalogue, old) : chosen;
  if (wanted) return html`<${Ask} key=${old?.public_id} ...${{ work, page, say, rooms, wanted, old }} onBack=${back} />`;
  return html`<${Choose} ...${{ work, page, say, rooms }} onWant=${want} />`;
}

function Choose({ work, page, say, rooms, onWant }) {
  const [typed, type] = useState("");
  const catalogue = work.catalogue.value;
  const index = useMemo(() => searchIndex(catalogue, KINDS), [catalogue]);
  const found = typed.trim() ? search(index, typed).found : everything(catalogue);
  return html`<div class="choose">
    <label class="ui-field"><span>${say("take.search")}</span>
      <input type="search" value=${typed} onInput=${(event) => type(event.currentTarget.value)} autocomplete="off" spellcheck=${false}
        placeholder=${say("take.example")} /></label>
    <p class="vh" role="status">${typed.trim() ? say("take.found", { count: found.length }) : ""}</p>
    ${found.length === 0 && html`<p class="hint">${say("take.nothing")}</p>`}
    <ul class="found">${found.slice(0, SHOWN).map((thing) => html`<li key=${`${thing.kind} ${thing.row.code}`}>
      <${Found} ...${{ page, say, rooms, catalogue, thing }} onWant=${onWant} /></li>`)}</ul>
  </div>`;
}

/** Before anything is typed: what is done in one go, then every queue. */
const everything = ({ scenarios, queues }) => [
  ...scenarios.filter(({ retiring }) => !retiring).map((row) => ({ kind: "scenario", row })),
  ...queues.filter(({ retiring }) => !retiring).map((row) => ({ kind: "queue", row })),
];

function Found({ page, say, rooms, catalogue, thing, onWant }) {
  const tile = tileOf(rooms, firstQueue(catalogue, thing));
  return html`<button class="thing" onClick=${() => onWant(thing)}>
    <span class="what"><b>${nameIn(thing.row.names, page.language)}</b><i>${say(`kind.${thing.kind}`)} · ${placeOf(page, catalogue, thing)}</i></span>
    ${tile && html`<span class="now"><b class="num">${tile.waiting}</b> ${say("take.waiting")}<i>${waitText(say, tile.wait, tile.open_windows)}</i></span>`}
    <${Icon} name="go" /></button>`;
}

const tileOf = (rooms, queue) =>
  Object.values(rooms).flatMap((room) => (room.room.includes("/hall:") ? room.board?.queues ?? [] : [])).find((row) => row.queue === queue);

function placeOf(page, catalogue, thing) {
  const row = catalogue.queues.find(({ code }) => code === firstQueue(catalogue, thing));
  return row ? `${page.halls[row.hall]?.name ?? ""} ${nameIn(row.names, page.language)}` : "";
}

function Ask({ work, page, say, rooms, wanted, old, onBack }) {
  const [visitorClass, chooseClass] = useState(classAgain(old));
  const [seen, see] = useState(false);
  const [document, show] = useState("resident");
  const [language, speak] = useState(page.language);
  const [kiosk, choose] = useState(work.kiosk.value ?? "");
  const catalogue = work.catalogue.value;
  const named = needsIdNumber(catalogue, wanted);
  const tile = tileOf(rooms, firstQueue(catalogue, wanted));
  const usable = kiosk === "" || work.kiosks.value.some(({ code }) => code === kiosk);
  const needs = visitorClass !== "ordinary";
  const busy = work.session.sending.value !== "idle";
  const unseen = needs && !seen;
  const take = async (event) => {
    event.preventDefault();
    const id_number = named ? event.currentTarget.elements.id_number.value.trim() : "";
    work.choose(kiosk);
    await work.take({
      [wanted.kind]: wanted.row.code, visitor_class: visitorClass, language,
      ...(old ? { returning_from: old.public_id } : {}), ...(kiosk && usable ? { at: kiosk } : {}), ...(id_number ? { id_number, id_kind: document } : {}),
    });
  };
  return html`<form class="order" onSubmit=${take}>
    <header><button type="button" class="ui-button quiet" onClick=${onBack}><${Icon} name="back" />${say("back")}</button>
      <div><h2>${nameIn(wanted.row.names, page.language)}</h2>
      <p>${placeOf(page, catalogue, wanted)}${tile && html` · ${say("take.now", { count: tile.waiting })} · ${waitText(say, tile.wait, tile.open_windows)}`}</p>
      ${old && html`<p>${say("take.returning", { number: old.number })}</p>`}</div></header>
    ${named && html`<div class="two-columns"><fieldset class="choices"><legend>${say("take.document")}</legend>${Object.keys(DOCUMENTS).map((code) => html`<label class="choice" key=${code}>
      <input type="radio" name="document" value=${code} checked=${document === code} onChange=${() => show(code)} /><span><b>${say(`document.${code}`)}</b></span></label>`)}</fieldset>
      <label class="ui-field"><span>${say("take.id_number")}</span>
      <input name="id_number" autocomplete="off" maxlength=${DOCUMENTS[document]} required aria-describedby="why" /><i id="why">${say("take.id_number.why")}</i></label></div>`}
    <div class="two-columns">
      <${ClassChoice} say=${say} chosen=${visitorClass} onChoose=${chooseClass} />
      <div><${KioskChoice} ...${{ work, page, say }} chosen=${usable ? kiosk : ""} onChoose=${choose} none=${say("kiosk.none")} />
        <fieldset class="choices languages"><legend>${say("take.language")}</legend>${page.languages.map((code) => html`<label class="choice" key=${code}>
          <input type="radio" name="language" value=${code} checked=${language === code} onChange=${() => speak(code)} /><span lang=${code}><b>${say(`language.${code}`)}</b></span></label>`)}</fieldset></div>
    </div>
    <div class="last">
      ${needs && html`<${Seen} say=${say} seen=${seen} onSee=${see} recorded="class.recorded_taken" />`}
      <button class="ui-button main go" disabled=${busy || unseen}><${Icon} name="ticket" />${say(busy ? "sending" : unseen ? "class.first" : "take.go")}</button>
    </div>
  </form>`;
}

function Taken({ work, page, say, taken, onNext }) {
  const view = ticketView(page, say, work.catalogue.value, taken);
  const next = () => {
    work.taken.value = null;
    onNext();
  };
  const look = () => {
    work.show(taken);
    work.taken.value = null;
    work.tab.value = "find";
  };
  return html`<article class="card taken">
    <${Shown} say=${say} ticket=${taken} view=${view} />
    <dl>
      <div><dt>${say("fact.line")}</dt><dd><b>${view.line}</b></dd></div>
      <div><dt>${say("fact.place")}</dt><dd><b>${view.place}</b> <span class="windows">${view.windows}</span></dd></div>
    </dl>
    <${PaperNews} ...${{ work, say, ticket: taken }} />
    <div class="keys">
      <button class="ui-button main" onClick=${next}><${Icon} name="plus" />${say("take.next")}</button>
      <button class="ui-button" onClick=${look}><${Icon} name="search" />${say("take.look")}</button>
    </div>
  </article>`;
}
