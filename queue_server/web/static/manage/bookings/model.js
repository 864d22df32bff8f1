// The bookings of a day as staff read them: by their times, what became of each, and what can be done.

import { clockOf } from "#ui/clock.js";

/** What a manager looks for: everything, who is still expected, who did not come, of those who explained why; and what is done elsewhere. */
export const FILTERS = ["all", "expected", "missed", "appeals", "visits"];

const SHOWN = {
  all: () => true,
  expected: (row) => row.state === "booked" && !isVisit(row),
  missed: ({ state }) => state === "missed",
  appeals: ({ appealed, excused }) => appealed && !excused,
  visits: (row) => isVisit(row),
};

/** Whether it is done at home or by an agent. */
const isVisit = ({ kind }) => kind !== "hall";

/** Whether somebody has still to be sent. */
const isUnassigned = (row) => isVisit(row) && row.state === "booked" && !row.assigned_to;

/** How a booking is to be read: an excused one is not missed any more. */
const stateOf = ({ state, excused, appealed }) => (excused ? "excused" : state === "missed" && appealed ? "appealed" : state);

/** `list` is the server's answer; `isManager` whether the reader is one. Rows stand by their times, visits that nobody was sent to before the others. What is `wanted` of a day that has no such key is all. */
export function bookingsView(page, say, list, { filter: wanted = "all", isManager = false } = {}) {
  const filter = wanted === "visits" && !list.appointments.some(isVisit) ? "all" : wanted;
  const first = filter === "visits" ? (a, b) => isUnassigned(b) - isUnassigned(a) : () => 0;
  const rows = [...list.appointments].sort((a, b) => first(a, b) || Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const counts = FILTERS.map((name) => ({ name, count: rows.filter(SHOWN[name]).length })).filter(({ name, count }) => name !== "visits" || count > 0);
  const shown = rows.filter(SHOWN[filter]).map((row) => rowView(page, say, row, isManager));
  return { filter, counts, times: byTime(shown), more: list.more, visits: rows.filter((row) => isVisit(row) && row.state === "booked").length };
}

/** Who can be sent to a visit: those who are trained for its queue before the others. */
export const candidates = (staff, queue) => [...staff].sort((a, b) => b.skills.includes(queue) - a.skills.includes(queue));

/** `opened` is the server's answer: the visits of its day by who goes, those that nobody was sent to first. Who has left has a number and no name. */
export function sheetView(page, say, opened) {
  const found = new Map([["", { who: "", name: say("book.sheet.nobody"), visits: [] }]]);
  for (const row of opened.contacts) {
    const who = row.assigned_to ?? "";
    if (!found.has(who)) found.set(who, { who, name: row.comes ? `${row.comes} ${who}` : who, visits: [] });
    found.get(who).visits.push(visitView(page, say, row));
  }
  return { date: opened.date, sheets: [...found.values()].filter(({ visits }) => visits.length > 0) };
}

function visitView(page, say, row) {
  return {
    id: row.public_id,
    time: clockOf(row.starts_at),
    until: clockOf(row.ends_at),
    business: businessOf(page, row),
    kind: say(`book.kind.${row.kind}`),
    language: row.language === page.language ? null : new Intl.DisplayNames([page.language], { type: "language" }).of(row.language),
    contact: contactView(say, row.contact),
  };
}

/** What was given, each with its name; null where it cannot be read any more. */
export const contactView = (say, contact) =>
  contact && ["name", "phone", "address", "task"].filter((field) => contact[field]).map((field) => ({ field, name: say(`book.contact.${field}`), text: contact[field] }));

/** An item that left the catalogue is named by its queue. */
const businessOf = (page, { service, queue }) => page.services[service] ?? page.queues[queue]?.names[page.language] ?? queue;

function rowView(page, say, row, isManager) {
  return {
    id: row.public_id,
    time: clockOf(row.starts_at),
    business: businessOf(page, row),
    place: isVisit(row) ? "" : (page.halls[row.hall] ?? ""),
    who: [row.phone_mask, row.id_mask].filter(Boolean),
    state: stateOf(row),
    told: say(`book.state.${stateOf(row)}`),
    number: row.number,
    appeal: row.appeal,
    town: row.elsewhere ? say("book.elsewhere") : null,
    kind: row.kind === "hall" ? null : say(`book.kind.${row.kind}`),
    mayCheckIn: row.can.includes("check_in"),
    mayCancel: row.state === "booked" && row.can.includes("cancel"),
    mayExcuse: isManager && row.state === "missed" && !row.excused,
    queue: row.queue,
    assigned: row.assigned_to,
    goes: !isVisit(row) || row.state !== "booked" ? "" : row.assigned_to ? say("book.visit.assigned", { name: row.comes ?? row.assigned_to }) : say("book.visit.unassigned"),
    mayAssign: isManager && isVisit(row) && row.state === "booked",
    mayOpen: isManager && isVisit(row) && ["booked", "done"].includes(row.state),
  };
}

/** Rows of one time that follow each other together: `[{time, rows}]`. */
function byTime(rows) {
  const found = [];
  for (const row of rows) {
    if (found.at(-1)?.time === row.time) found.at(-1).rows.push(row);
    else found.push({ time: row.time, rows: [row] });
  }
  return found;
}
