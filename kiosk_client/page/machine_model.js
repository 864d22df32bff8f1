// The machines that spare a visitor the queue: which one now, or from when. What is out of order is not offered.

import { clockOf } from "#ui/clock.js";
import { nameIn } from "#ui/words.js";

const ALL_DAY = "00:00-24:00";

/** Whether these hours ("08:30-17:30", "22:00-06:00", "00:00-24:00") hold at a clock time. */
export function isOpen(hours, time) {
  const [from, to] = hours.split("-");
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** The machine to name for an item, null without one: open ones first, then those of this hall. */
export function machineFor({ shelf, state, say, language }, row) {
  const time = state.hall_time ? clockOf(state.hall_time) : null;
  const works = (machine) => state.machines?.[machine.code] !== "out_of_order" && shelf.facility[machine.area];
  const machines = (shelf.machines ?? []).filter((machine) => machine.services.includes(row.code) && works(machine));
  if (time === null || machines.length === 0) return null;
  const here = ({ area }) => shelf.facility[area].hall === state.hall;
  const waitOf = ({ hours }) => (isOpen(hours, time) ? "" : hours < time ? `1 ${hours}` : `0 ${hours}`);
  const [best] = machines.sort((a, b) => compared(waitOf(a), waitOf(b)) || here(b) - here(a));
  const area = shelf.facility[best.area];
  return {
    kind: "machine",
    icon: "machine",
    title: titleOf(say, best.hours, time),
    text: placeOf({ shelf, say, language }, best, area),
    place: { hall: area.hall, area: best.area },
  };
}

const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function titleOf(say, hours, time) {
  if (isOpen(hours, time)) return say("machine.title");
  const from = hours.slice(0, 5);
  return say(time < from ? "machine.later" : "machine.tomorrow", { time: from });
}

function placeOf({ shelf, say, language }, machine, area) {
  const hours = machine.hours === ALL_DAY ? say("machine.all_day") : machine.hours.replace("-", "–");
  const [hall, zone] = [nameIn(shelf.hall[area.hall].names, language), nameIn(area.names, language)];
  return say("machine.place", { name: nameIn(machine.names, language), hall: zone.includes(hall) ? "" : hall, area: zone, hours }).replace(": , ", ": ");
}
