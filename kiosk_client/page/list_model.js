// Lists: departments, the items of one of them or of a theme, scenarios, what can be collected.

import { nameIn } from "#ui/words.js";
import { deskOf, enquiryWindows } from "./blocked_model.js";
import { queueOf, waitText, windowsText, zoneOf } from "./item_model.js";
import { departmentsOf, departmentsOfTheme, hallsInOrder, itemsOfTheme, itemsText } from "./shelf.js";

const FEWEST_OF_A_TOPIC = 3;
const MOST_TOPICS = 7;
const WORTH_SORTING = 9;
const CHIP_EDGES = 58;
const CHIP_GAP = 12;

/** All departments by hall, the own one first. */
export const departmentsView = ({ shelf, state, say, language }) =>
  hallsInOrder(shelf, state).map((hall) => ({
    code: hall.code,
    name: nameIn(hall.names, language),
    here: hall.code === state.hall,
    tiles: departmentsOf(shelf, hall.code).map((row) => departmentTile(row, say, language)),
  }));

const departmentTile = (row, say, language) => ({
  code: row.code,
  pieces: inWords(nameIn(row.names, language), language),
  count: itemsText(say, row.count),
});

const WORDS = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * A Chinese name as the words between which a line may end, its brackets as wide as its signs; any other name is one piece. A
 * sign alone stays with the word before it, a bracket with the word that it opens.
 */
export function inWords(name, language) {
  if (language !== "zh") return [name];
  const wide = name.replaceAll("(", "（").replaceAll(")", "）");
  const pieces = [];
  for (const { segment } of WORDS.segment(wide)) {
    const stays = pieces.length > 0 && segment !== "（" && (segment.length === 1 || pieces.at(-1) === "（");
    if (stays) pieces.push(pieces.pop() + segment);
    else pieces.push(segment);
  }
  return pieces;
}

/** A theme of several departments as their tiles; null for one whose items stand in one list. */
export function themeTiles({ shelf, say, language }, theme) {
  const codes = departmentsOfTheme(shelf, theme);
  if (codes.length < 2 || theme.queues.length > 0) return null;
  return codes.map((code) => departmentTile({ ...shelf.department[code], count: shelf.items.get(code).length }, say, language));
}

/** The items of a department or a theme: `{title, hall, where, topics, rows}`; `topic` is the one that was touched. */
export function itemsView(context, { department, theme, topic = null }) {
  const { shelf, say, language } = context;
  const source = theme ? shelf.theme[theme] : shelf.department[department];
  const all = theme ? itemsOfTheme(shelf, source) : (shelf.items.get(department) ?? []);
  const topics = topicsOf(context, all);
  const chosen = topics.find(({ code }) => code === topic) ?? null;
  const rows = chosen ? all.filter(chosen.holds) : all;
  return {
    title: nameIn(source.names, language),
    hall: source.hall,
    where: whereOf(context, source.hall, rows),
    topics: topics.length === 0 ? [] : [allOf(say, all), ...topics].map((one) => ({ ...one, on: one.code === (chosen?.code ?? null) })),
    rows: rows.map((row) => rowView(context, { kind: "service", row })),
  };
}

const allOf = (say, all) => ({ code: null, name: say("topics.all"), count: all.length });

/** What narrows a long list: its queues, else what several of its items are also called. */
function topicsOf(context, rows) {
  if (rows.length < WORTH_SORTING) return [];
  const queues = queueTopics(context, rows);
  return queues.length > 1 ? queues.slice(0, MOST_TOPICS) : context.language === "zh" ? keywordTopics(rows) : [];
}

function queueTopics({ shelf, language }, rows) {
  return [...new Set(rows.map(({ queue }) => queue))].map((code) => ({
    code,
    name: nameIn(shelf.queue[code].names, language).split(/·|: /).at(-1),
    count: rows.filter(({ queue }) => queue === code).length,
    holds: ({ queue }) => queue === code,
  }));
}

function keywordTopics(rows) {
  const count = new Map();
  for (const { keywords } of rows) for (const word of keywords) count.set(word, (count.get(word) ?? 0) + 1);
  const several = [...count].filter(([word, times]) => times >= FEWEST_OF_A_TOPIC && times < rows.length && !/^[a-z]+$/.test(word));
  const distinct = several.filter(([word], at) => several.findIndex(([other]) => sameRows(rows, word, other)) === at);
  return distinct.slice(0, MOST_TOPICS).map(([word, times]) => ({
    code: word,
    name: word,
    count: times,
    holds: ({ keywords }) => keywords.includes(word),
  }));
}

const sameRows = (rows, one, other) => rows.every(({ keywords }) => keywords.includes(one) === keywords.includes(other));

/** Where the items of a list are served, and how many wait there now. */
function whereOf({ shelf, state, say, language }, hall, rows) {
  const queues = [...new Set(rows.map(({ queue }) => queue))].map((code) => shelf.queue[code]);
  const windows = [...new Set(queues.flatMap((queue) => queue.windows))].sort((a, b) => a - b);
  const known = isClosed(state, hall) ? [] : queues.map(({ code }) => state.queues?.[code]?.waiting).filter((count) => count !== undefined);
  const waiting = known.reduce((sum, count) => sum + count, 0);
  return {
    hall: nameIn(shelf.hall[hall]?.names, language),
    here: hall === state.hall,
    zone: queues.length === 1 ? nameIn(zoneOf(shelf, queues[0].windows)?.names, language) : "",
    windows: windowsText(say, windows),
    waiting: known.length === 0 ? "" : waitingText(say, waiting),
  };
}

/** Nobody is counted as waiting in a hall that is closed. */
export const isClosed = (state, hall) => state.halls?.[hall]?.state === "closed";

/** How many wait, in words. */
export const waitingText = (say, count) => (count === 0 ? say("list.nobody") : say("list.waiting", { count }));

/** An item, scenario or department as a row. */
export function rowView(context, { kind, row }) {
  const { shelf, state, say, language } = context;
  const base = { kind, code: row.code, name: nameIn(row.names, language) };
  if (kind === "department") {
    return { ...base, hint: nameIn(shelf.hall[row.hall]?.names, language), tag: itemsText(say, shelf.items.get(row.code)?.length ?? 0) };
  }
  const queue = queueOf(shelf, { kind, code: row.code });
  if (kind === "scenario") {
    return { ...base, hint: stepsText(shelf, row, language), tag: say("list.one_number", { count: row.steps.length }) };
  }
  const wait = state.queues?.[queue?.code] ? waitText(say, state.queues[queue.code]) : "";
  const tag = row.online ? say("list.online") : row.self_service ? say("list.machine") : "";
  return { ...base, hint: nameIn(shelf.department[row.department]?.names, language), tag, wait };
}

const stepsText = (shelf, row, language) => row.steps.map((code) => nameIn(shelf.service[code]?.names, language)).join(" – ");

/** All scenarios as tiles. */
export const scenariosView = (context) => context.shelf.scenarios.map((row) => rowView(context, { kind: "scenario", row }));

/** Where papers are handed out: the pick-up queues of all halls, the own one first, with their items and waits. */
export function collectView(context) {
  const { shelf, state, say, language } = context;
  return hallsInOrder(shelf, state).flatMap((hall) =>
    shelf.queues
      .filter((queue) => queue.kind === "pickup" && queue.hall === hall.code && !queue.retiring)
      .map((queue) => ({
        code: queue.code,
        name: nameIn(queue.names, language),
        here: hall.code === state.hall,
        where: whereOf(context, hall.code, [{ queue: queue.code }]),
        wait: isClosed(state, hall.code) ? "" : counterWait(context, state.queues?.[queue.code]),
        rows: (shelf.itemsOfQueue.get(queue.code) ?? []).map((row) => rowView(context, { kind: "service", row })),
      })),
  );
}

/** How long one waits at a counter; where nobody serves, whom to ask. */
function counterWait({ shelf, state, say, language }, now) {
  const nobody = now?.issuing && now.open_windows === 0 && !now.wait;
  return nobody ? say("no_window.ask", { desk: deskOf({ shelf, state, say, language }, state.hall) }) : waitText(say, now);
}

/** How many lines chips need, by their letters: `width` is the line's, `em` the size of type. */
export function chipLines(chips, width, em) {
  let [lines, left] = [0, 0];
  for (const { name, count } of chips) {
    const letters = [...`${name}`].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 1 : 0.58), 0);
    const need = letters * em + `${count}`.length * 0.5 * em + CHIP_EDGES;
    if (need > left) [lines, left] = [lines + 1, width];
    left -= need + CHIP_GAP;
  }
  return lines;
}

/** Whom to ask in this hall and where: the zone of its enquiry windows where somebody is; else the guide, and no zone. */
export function helpView({ shelf, state, say, language }) {
  const zone = zoneOf(shelf, enquiryWindows({ shelf, state }, state.hall));
  const desk = deskOf({ shelf, state, say, language }, state.hall);
  return {
    lines: [zone ? say("help.go", { desk }) : say("help.guide", { desk }), say("help.they")],
    hall: state.hall,
    zone: zone?.code ?? null,
  };
}

/** A list cut into pages of `size`: `{rows, page, pages, first, last, total}`; a page that is no more is the last one. */
export function pageOf(rows, size, wanted = 0) {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return { rows: rows.slice(page * size, (page + 1) * size), page, pages };
}
