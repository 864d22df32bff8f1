// What a screen says aloud: the same as it shows, in the order in which one needs it.

import { parts } from "#ui/numbers.js";
import { bringText } from "./item_model.js";

const HAN_DIGITS = "零一二三四五六七八九";

/** A ticket's number one character at a time: voices read 012 as twelve. */
export function spelt(number, language) {
  const { prefix, digits } = parts(number);
  const figures = [...digits].map((one) => (language === "zh" ? (HAN_DIGITS[one] ?? letter(one)) : /\d/.test(one) ? one : letter(one)));
  return [...prefix, ...figures.filter(Boolean)].join(" ");
}

/** A kiosk's own numbers have letters among their digits, and hyphens, which nobody says. */
const letter = (one) => (/[A-Z]/.test(one) ? one : "");

/** The item's page: what, where, how many wait, what spares the queue, what to bring, which key. */
export function spokenItem(say, language, view) {
  const comma = say("read.comma");
  const where = [view.hall, view.zone, view.windows].filter(Boolean).join(language === "zh" ? "" : comma);
  const list = language === "zh" ? (names) => names.join("、") : (names) => names.join(comma);
  const said = [say("read.item", { name: view.name, where, waiting: view.waiting === null ? "" : waiting(say, view) })];
  if (view.blocked) said.push(view.blocked.title, view.blocked.since, view.blocked.now);
  for (const { title, text } of [view.other, ...view.notes, ...view.hints].filter(Boolean)) said.push(title, text);
  if (view.steps.length) said.push(say("read.steps", { count: view.steps.length, list: list(view.steps.map(({ name }) => name)) }));
  if (view.materials.length) said.push(materials(say, language, view.materials, list));
  if (!view.blocked) said.push(say(view.realName ? "read.next" : "read.take"));
  return sentences(said, language);
}

function waiting(say, view) {
  if (view.count === null) return say("read.waiting_unknown");
  if (view.count === 0) return say("read.waiting_nobody");
  return say(view.count === 1 ? "read.waiting_one" : "read.waiting", { count: view.count, wait: view.wait });
}

/** The catalogue knows the papers' names in Chinese alone; an English voice counts them. */
function materials(say, language, names, list) {
  return language === "zh" ? say("read.materials", { count: names.length, list: list(names) }) : bringText(say, names.length);
}

/** The numbers, who is before, where to wait, what became of the paper. */
export function spokenResult(say, language, view) {
  const { place, word, paper } = view;
  const where = place ? [place.hall, place.zone, place.windows].filter(Boolean).join(language === "zh" ? "" : say("read.comma")) : "";
  const said = view.tickets.map((ticket) =>
    ticket.called ?? lineOf(say, { number: spelt(ticket.number, language), ahead: ticket.ahead, wait: ticket.wait, where }),
  );
  if (view.own) said.push(view.own.title, view.own.text);
  if (view.booked) said.push(view.booked.title, view.booked.text);
  if (view.missing) said.push(view.missing.title, view.missing.text);
  if (place && view.tickets.every((ticket) => ticket.called)) said.push(place.go, where);
  if (word) said.push(word.title, ...word.text);
  return sentences([...said, place?.told, place?.other, paper?.title, paper?.text, view.rule], language);
}

/** A number with its place in line; a kiosk's own has none yet. */
const lineOf = (say, values) => (values.wait ? say("read.result", values) : say("read.result_own", values));

/** Sentences one after the other, each with its stop; ranges are read as ranges. */
export function sentences(parts, language) {
  const stop = language === "zh" ? "。" : ". ";
  const text = parts.filter(Boolean).map((part) => part.trim().replace(/[。.]$/, "")).join(stop) + stop;
  const between = language === "zh" ? "到" : " to ";
  return text.replace(/(\d)–(\d)/g, `$1${between}$2`).replace(/·/g, " ").trim();
}
