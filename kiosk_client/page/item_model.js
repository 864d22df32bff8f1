// One thing to do: what a visitor has to know before taking a number. Everything comes from the catalogue and from
// what the agent saw last; what is not known is said to be unknown.

import { runs, waitKind } from "#ui/numbers.js";
import { nameIn } from "#ui/words.js";
import { blockedView, deskOf } from "./blocked_model.js";
import { machineFor } from "./machine_model.js";

/** The classes that a visitor may choose without a right to show; of these the catalogue says which there are. */
const CLASS_ICONS = { ordinary: "person", elderly: "elderly", disabled: "wheelchair", maternity: "maternity", serviceman: "serviceman" };

/** The queue that a ticket for this would wait in: a scenario's first step's. */
export function queueOf(shelf, { kind, code }) {
  if (kind === "queue") return shelf.queue[code];
  const service = kind === "scenario" ? shelf.service[shelf.scenario[code].steps[0]] : shelf.service[code];
  return shelf.queue[service?.queue];
}

/** The zone in which most of these windows are; undefined where there is none. */
export function zoneOf(shelf, windows) {
  const count = {};
  for (const number of windows) {
    const zone = shelf.window[number]?.zone;
    count[zone] = (count[zone] ?? 0) + 1;
  }
  const [most] = Object.entries(count).sort((a, b) => b[1] - a[1])[0] ?? [];
  return shelf.zone[most];
}

/** The facility in which this kiosk stands. */
export const standsAt = (shelf, state) => shelf.kiosks?.find((row) => row.code === state.kiosk)?.area ?? null;

/** The windows in words; nothing where there is none. */
export const windowsText = (say, windows) =>
  windows.length
    ? say(windows.length > 1 ? "fact.windows" : "fact.window", { windows: runs(windows, say("fact.windows_and")) })
    : "";

/** How many things to bring, in words. */
export const bringText = (say, count) => say(count === 1 ? "materials.title_one" : "materials.title", { count });

/** How long one walks to another hall, in whole minutes; null where the catalogue does not say. */
export const walkMinutes = (shelf) => (shelf.walking_other_hall_s ? Math.ceil(shelf.walking_other_hall_s / 60) : null);

/** Everything that one has to know before taking a number. `thing` is `{kind, code}`, `chosen` what was touched. */
export function itemView({ shelf, state, say, language }, thing, chosen = {}) {
  const row = shelf[thing.kind][thing.code];
  const queue = queueOf(shelf, thing);
  const now = state.queues?.[queue.code];
  const zone = zoneOf(shelf, queue.windows);
  const realName = needsName(shelf, thing, row, queue);
  const blocked = blockedView({ shelf, state, say, language }, row, queue, realName);
  const alone = isAlone(state);
  const people = realName || blocked ? [] : peopleChoices(shelf, say, chosen.people ?? 1);
  const hints = hintsOf({ shelf, state, say, language }, thing, row, queue);
  const notes = blocked ? [] : notesOf({ shelf, state, say, language }, queue, now);
  const other = otherHall({ shelf, state, say, language }, queue, zone);
  return {
    name: nameIn(row.names, language),
    second: secondName(row.names, language),
    place: nameIn(shelf.department[row.department]?.names ?? queue.names, language),
    hall: nameIn(shelf.hall[queue.hall].names, language),
    zone: nameIn(zone?.names, language),
    windows: windowsText(say, queue.windows),
    count: now?.waiting ?? null,
    waiting: blocked?.kind === "closed" ? null : waitingText(say, now, alone),
    wait: blocked ? "" : alone ? say("fact.own.more") : waitText(say, now),
    third: thirdFact(say, thing, row),
    other,
    hints,
    notes,
    boxes: hints.length + notes.length + (other ? 1 : 0),
    steps: thing.kind === "scenario" ? row.steps.map((code) => stepView({ shelf, say, language }, code)) : [],
    materials: thing.kind === "service" ? (chosen.materials ?? row.materials ?? []) : [],
    realName,
    blocked,
    classes: classViews(shelf, say, chosen.visitorClass ?? "ordinary"),
    classText: classText(shelf, say, chosen.visitorClass ?? "ordinary"),
    people,
    take: takeText(say, realName, people.length ? chosen.people ?? 1 : 1, now, alone),
  };
}

const secondName = (names, language) => Object.entries(names).find(([one]) => one !== language)?.[1] ?? "";

const needsName = (shelf, thing, row, queue) =>
  thing.kind === "scenario" ? row.steps.some((code) => shelf.queue[shelf.service[code].queue].real_name) : queue.real_name;

/** Whether the kiosk gives numbers of its own: the server is away, and nobody knows who waits. */
export const isAlone = (state) => state.online === false && Boolean(state.own_numbers);

function waitingText(say, now, alone) {
  if (alone) return say("fact.own");
  if (now?.waiting === undefined) return say("fact.unknown");
  return now.waiting === 0 ? say("fact.nobody") : say("fact.people", { count: now.waiting });
}

const WAIT = { range: "fact.wait", soon: "fact.soon", no_window: "fact.no_window", unknown: "fact.wait_unknown" };

/** The range of the wait in words, none where nobody is before and a minute is all; an unknown one says why, where that is known. */
export function waitText(say, now) {
  const { kind, ...figures } = waitKind(now?.wait, now?.open_windows);
  if (kind === "soon" && figures.high === 1 && now.waiting === 0) return say("fact.no_wait");
  return say(WAIT[kind], figures);
}

/** How long the window takes, or how many steps there are. */
function thirdFact(say, thing, row) {
  if (thing.kind === "scenario") {
    return { title: say("fact.steps"), main: say("fact.step_count", { count: row.steps.length }), more: say("fact.one_number") };
  }
  if (thing.kind !== "service") return null;
  const more = row.immediate ? say("fact.immediate") : row.cross_town ? say("fact.cross_town") : "";
  return { title: say("fact.at_window"), main: say("fact.takes", { minutes: Math.ceil(row.avg_service_s / 60) }), more };
}

/** The other hall, when the windows are there: where, and how far. */
function otherHall({ shelf, state, say, language }, queue, zone) {
  if (!state.hall || queue.hall === state.hall) return null;
  const hall = nameIn(shelf.hall[queue.hall].names, language);
  const walk = walkMinutes(shelf);
  return {
    title: say("other_hall.title", { hall }),
    text: walk && say("other_hall.text", { hall, zone: nameIn(zone?.names, language), minutes: walk }),
    hall: queue.hall,
    zone: zone?.code ?? null,
  };
}

/** What spares the queue: online, and machines, those that work now first. Nothing that is not true. */
function hintsOf({ shelf, state, say, language }, thing, row, queue) {
  if (thing.kind !== "service") return [];
  const hints = [];
  const machine = machineFor({ shelf, state, say, language }, row);
  if (machine) hints.push(machine);
  if (row.online) {
    const desk = deskOf({ shelf, state, say, language }, state.hall ?? queue.hall);
    hints.push({ kind: "online", icon: "online", title: say("online.title"), text: say("online.text", { desk }) });
  }
  return hints;
}

/** What one should know although a number can be taken: nobody serves it now, or it is lunch. */
function notesOf({ shelf, state, say, language }, queue, now) {
  if (isAlone(state)) return [{ title: say("own.title"), text: say("own.text") }];
  const desk = deskOf({ shelf, state, say, language }, state.hall ?? queue.hall);
  const lunch = shelf.hall[queue.hall].lunch;
  if (now?.on_lunch && lunch) {
    return [{ title: say("lunch.title", { time: lunch[1] }), text: say("lunch.text") }];
  }
  if (now?.open_windows === 0) return [{ title: say("no_window.title"), text: say("no_window.text", { desk }) }];
  return [];
}

function stepView({ shelf, say, language }, code) {
  const service = shelf.service[code];
  const queue = shelf.queue[service.queue];
  const [hall, zone] = [nameIn(shelf.hall[queue.hall].names, language), nameIn(zoneOf(shelf, queue.windows)?.names, language)];
  return { name: nameIn(service.names, language), where: say("steps.where", { hall, zone }), hall: queue.hall };
}

const classViews = (shelf, say, chosen) =>
  shelf.classes
    .filter(({ code }) => code in CLASS_ICONS)
    .map(({ code }) => ({ code, chosen: code === chosen, icon: CLASS_ICONS[code], label: say(`class.${code}`) }));

/** What a class means and how it is checked, once it is chosen; the head start is the catalogue's. */
function classText(shelf, say, code) {
  const headStart = shelf.classes?.find((row) => row.code === code)?.head_start_s ?? 0;
  if (code === "ordinary") return null;
  const checked = say(code === "maternity" ? "class.checked_maternity" : "class.checked");
  return headStart ? say("class.means", { minutes: Math.round(headStart / 60) }) + joint(checked) + checked : checked;
}

/** Chinese sentences follow each other, English ones stand apart. */
const joint = (text) => (/^\p{Script=Han}/u.test(text) ? "" : " ");

function peopleChoices(shelf, say, chosen) {
  const most = shelf.tickets_at_once ?? 1;
  if (most < 2) return [];
  return Array.from({ length: most }, (_, i) => ({
    count: i + 1,
    chosen: chosen === i + 1,
    label: i === 0 ? say("people.one") : say("people.many", { count: i + 1 }),
  }));
}

function takeText(say, realName, people, now, alone) {
  const title = realName ? say("take.next") : people > 1 ? say("take.many", { count: people }) : say("take.one");
  if (realName) return { title, hint: say("take.real_name") };
  if (alone) return { title, hint: say("take.own") };
  if (now?.waiting === undefined) return { title, hint: null };
  const hint = now.waiting ? say("take.ahead", { count: now.waiting, wait: waitText(say, now) }) : say("take.nobody");
  return { title, hint };
}

/** What the page asks the agent for: the same key for the same press, until it is answered. */
export const wish = (thing, visitorClass, language, document, key) => ({
  key,
  language,
  [thing.kind]: thing.code,
  visitor_class: visitorClass,
  ...(document ? { id_number: document.number, id_kind: document.kind } : {}),
});

/** The keys of one touch: a ticket for each person, each under a key of its own that follows from the touch. */
export const keysOf = (key, people) => Array.from({ length: people }, (_, i) => (i === 0 ? key : `${key}.${i + 1}`));
