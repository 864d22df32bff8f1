// The kiosk's views: from the catalogue and the agent's state to what stands on the screen.

import { clockOf } from "#ui/clock.js";
import { minutes, runs } from "#ui/numbers.js";
import { nameIn } from "#ui/words.js";

export const CLASSES = ["ordinary", "elderly", "disabled", "maternity", "serviceman"];
export const HOME_AFTER_S = 30;
const ON_HOME = 6;
const RESULTS_ON_HOME = 6;

/** Look-ups by code, made once per catalogue. */
export function shelves(catalogue) {
  const by = (rows, key = "code") => Object.fromEntries(rows.map((row) => [row[key], row]));
  return {
    ...catalogue,
    service: by(catalogue.services),
    queue: by(catalogue.queues),
    scenario: by(catalogue.scenarios),
    department: by(catalogue.departments),
    hall: by(catalogue.halls),
    zone: by(catalogue.zones),
    window: by(catalogue.windows, "number"),
    items: Map.groupBy ? Map.groupBy(catalogue.services, (s) => s.department) : grouped(catalogue.services),
  };
}

function grouped(services) {
  const found = new Map();
  for (const service of services) found.set(service.department, [...(found.get(service.department) ?? []), service]);
  return found;
}

/** Departments of a hall, those with most items first. */
export function departmentsOf(shelf, hall) {
  const count = (department) => shelf.items.get(department.code)?.length ?? 0;
  return shelf.departments
    .filter((department) => department.hall === hall && count(department) > 0)
    .sort((a, b) => count(b) - count(a))
    .map((department) => ({ ...department, count: count(department) }));
}

/** The first screen: search, life events, the halls as doors with the departments most asked for. */
export function homeView(shelf, state, say, language) {
  return {
    scenarios: shelf.scenarios.slice(0, RESULTS_ON_HOME).map((row) => scenarioTile(row, say, language)),
    allScenarios: say("home.all_scenarios", { count: shelf.scenarios.length }),
    halls: hallsInOrder(shelf, state).map((hall) => {
      const departments = departmentsOf(shelf, hall.code);
      return {
        code: hall.code,
        name: nameIn(hall.names, language),
        here: hall.code === state.hall,
        departments: departments.slice(0, ON_HOME).map((row) => departmentTile(row, say, language)),
        more: departments.length > ON_HOME ? say("home.all_departments", { count: departments.length }) : null,
      };
    }),
  };
}

/** The kiosk's own hall first. */
const hallsInOrder = (shelf, state) =>
  [...shelf.halls].sort((a, b) => (b.code === state.hall) - (a.code === state.hall));

export const departmentTile = (row, say, language) => ({
  code: row.code,
  name: nameIn(row.names, language),
  count: say("items", { count: row.count }),
});

export const scenarioTile = (row, say, language) => ({
  code: row.code,
  name: nameIn(row.names, language).replace(/一件事$/, ""),
  count: say("steps", { count: row.steps.length }),
});

/** The doors of each hall, lit where a clerk is at work. */
export function facadeView(shelf, state, say, language) {
  return hallsInOrder(shelf, state).map((hall) => {
    const now = state.halls?.[hall.code];
    const windows = now?.windows ?? [];
    const open = windows.filter((tile) => tile.state !== "closed").length;
    return {
      code: hall.code,
      name: nameIn(hall.names, language),
      text: now ? say("home.lit", { open, waiting: now.waiting }) : "",
      doors: windows.map(({ window, state: door }) => ({ window, lit: doorLight(door) })),
    };
  });
}

const doorLight = (state) => ({ closed: "off", paused: "off", idle: "free" })[state] ?? "lit";

/** An item in a list: its place and how many wait there. */
export function rowView(shelf, state, say, language, { kind, row }) {
  const queue = queueOf(shelf, kind, row);
  const waiting = state.queues?.[queue?.code]?.waiting;
  return {
    kind,
    code: row.code,
    name: nameIn(row.names, language),
    place: kind === "scenario" ? say("steps", { count: row.steps.length }) : nameIn(shelf.department[row.department]?.names, language),
    hall: nameIn(shelf.hall[queue?.hall]?.names, language),
    waiting: waiting === undefined ? null : say("item.people", { count: waiting }),
  };
}

/** The queue that a ticket for this would wait in: a scenario's first step's. */
export function queueOf(shelf, kind, row) {
  if (kind === "queue") return row;
  const service = kind === "scenario" ? shelf.service[row.steps[0]] : row;
  return shelf.queue[service?.queue];
}

/** Everything that one has to know before taking a number. `thing` is `{kind, code}`. */
export function itemView(shelf, state, say, language, thing) {
  const row = shelf[thing.kind][thing.code];
  const queue = queueOf(shelf, thing.kind, row);
  const now = state.queues?.[queue.code];
  const other = state.hall && queue.hall !== state.hall ? nameIn(shelf.hall[queue.hall].names, language) : null;
  return {
    name: nameIn(row.names, language),
    place: nameIn(shelf.department[row.department]?.names ?? queue.names, language),
    hall: nameIn(shelf.hall[queue.hall].names, language),
    zone: zoneName(shelf, queue.windows, language),
    windows: queue.windows.length ? say("item.windows", { windows: runs(queue.windows) }) : "",
    waiting: now?.waiting ?? null,
    wait: waitText(say, now),
    steps: thing.kind === "scenario" ? row.steps.map((code) => stepView(shelf, language, code)) : [],
    materials: thing.kind === "service" ? row.materials : [],
    hint: row.online ? say("item.online") : row.self_service ? say("item.machine") : null,
    otherHall: other && say("item.in_other_hall", { hall: other }),
    realName: needsName(shelf, thing, row, queue),
    blocked: blockedText(say, now),
  };
}

function stepView(shelf, language, code) {
  const service = shelf.service[code];
  return { name: nameIn(service.names, language), hall: nameIn(shelf.hall[shelf.queue[service.queue].hall].names, language) };
}

const needsName = (shelf, thing, row, queue) =>
  thing.kind === "scenario"
    ? row.steps.some((code) => shelf.queue[shelf.service[code].queue].real_name)
    : queue.real_name;

/** The zone in which most of the windows are. */
function zoneName(shelf, windows, language) {
  const count = {};
  for (const number of windows) {
    const zone = shelf.window[number]?.zone;
    count[zone] = (count[zone] ?? 0) + 1;
  }
  const [most] = Object.entries(count).sort((a, b) => b[1] - a[1])[0] ?? [];
  return nameIn(shelf.zone[most]?.names, language);
}

function waitText(say, now) {
  if (!now || now.open_windows === undefined) return say("item.unknown");
  const range = minutes(now.wait);
  if (range?.low === 0) return say("item.soon", { high: range.high });
  if (range) return say("item.minutes", { span: `${range.low}–${range.high}` });
  return say(now.open_windows === 0 ? "item.no_window" : "item.unknown");
}

/** Why there is no number now; null when there is. The server decides again when it is asked. */
function blockedText(say, now) {
  if (!now || now.issuing) return null;
  if (now.quota_left === 0) return say("item.quota");
  return now.opens ? say("item.closed_until", { time: clockOf(now.opens) }) : say("item.closed");
}

/** The ticket on the screen. */
export function resultView(shelf, state, say, language, job) {
  const ticket = job.ticket;
  const several = ticket.windows.length > 1;
  const thing = shelf.scenario[ticket.scenario] ?? shelf.service[ticket.service] ?? shelf.queue[ticket.queue];
  return {
    number: ticket.number,
    business: nameIn(thing?.names, language),
    ahead: ticket.ahead ? say("result.ahead", { count: ticket.ahead }) : say("result.nobody"),
    wait: resultWait(say, state, ticket),
    hall: nameIn(shelf.hall[ticket.hall]?.names, language),
    zone: nameIn(shelf.zone[ticket.zone]?.names, language),
    windows: ticket.windows.length
      ? say(several ? "result.windows" : "result.one_window", { windows: runs(ticket.windows) })
      : "",
    otherHall: state.hall && ticket.hall !== state.hall ? say("result.other_hall") : null,
    rule: ticket.missed_rule,
    qr: job.qr,
    print: say(`print.${job.print ?? "none"}`),
    printTrouble: ["unknown", "failed"].includes(job.print),
    mayReprint: ["sent", "confirmed", "unknown"].includes(job.print),
  };
}

function resultWait(say, state, ticket) {
  const range = minutes(ticket.wait);
  if (!range) return say(state.queues?.[ticket.queue]?.open_windows === 0 ? "result.no_window" : "result.unknown");
  return range.low === 0 ? say("result.soon", { high: range.high }) : say("result.wait", { span: `${range.low}–${range.high}` });
}

/** What the page asks the agent for: the same key for the same press, until it is answered. */
export const wish = (thing, visitorClass, language, idNumber, key) => ({
  key,
  language,
  [thing.kind]: thing.code,
  visitor_class: visitorClass,
  ...(idNumber ? { id_number: idNumber } : {}),
});
