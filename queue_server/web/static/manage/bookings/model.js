// The bookings of a day as staff read them: by their times, what became of each, and what can be done.

import { clockOf } from "#ui/clock.js";

/** What a manager looks for: everything, who is still expected, who did not come, and of those who explained why. */
export const FILTERS = ["all", "expected", "missed", "appeals"];

const SHOWN = {
  all: () => true,
  expected: ({ state }) => state === "booked",
  missed: ({ state }) => state === "missed",
  appeals: ({ appealed, excused }) => appealed && !excused,
};

/** How a booking is to be read: an excused one is not missed any more. */
const stateOf = ({ state, excused, appealed }) => (excused ? "excused" : state === "missed" && appealed ? "appealed" : state);

/** `list` is the server's answer; `mayExcuse` whether the reader is a manager. Rows stand by their times. */
export function bookingsView(page, say, list, { filter = "all", mayExcuse = false } = {}) {
  const rows = [...list.appointments].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const counts = FILTERS.map((name) => ({ name, count: rows.filter(SHOWN[name]).length }));
  const shown = rows.filter(SHOWN[filter]).map((row) => rowView(page, say, row, mayExcuse));
  return { counts, times: byTime(shown), more: list.more };
}

function rowView(page, say, row, mayExcuse) {
  return {
    id: row.public_id,
    time: clockOf(row.starts_at),
    business: page.services[row.service] ?? page.queues[row.queue]?.names[page.language] ?? row.queue,
    place: page.halls[row.hall] ?? "",
    who: [row.phone_mask, row.id_mask].filter(Boolean),
    state: stateOf(row),
    told: say(`book.state.${stateOf(row)}`),
    number: row.number,
    appeal: row.appeal,
    town: row.elsewhere ? say("book.elsewhere") : null,
    kind: row.kind === "hall" ? null : say(`book.kind.${row.kind}`),
    mayCheckIn: row.can.includes("check_in"),
    mayCancel: row.state === "booked" && row.can.includes("cancel"),
    mayExcuse: mayExcuse && row.state === "missed" && !row.excused,
  };
}

/** Rows of one time together: `[{time, rows}]`. */
function byTime(rows) {
  const found = new Map();
  for (const row of rows) found.set(row.time, [...(found.get(row.time) ?? []), row]);
  return [...found].map(([time, those]) => ({ time, rows: those }));
}
