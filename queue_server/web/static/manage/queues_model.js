// Every queue against its target: rows, bars, and which of them need somebody.

import { nameIn, shortName } from "#ui/words.js";

const NEAR = 0.8;
const LEAST_TARGETS = 2;
const MOST_TARGETS = 5;

/** How long the oldest of a queue has waited in hall milliseconds; null where nobody is there: whoever waits lets others pass. */
export const oldestMs = (row, hallMs) =>
  row.oldest_arrived_at === null ? null : Math.max(0, hallMs - Date.parse(row.oldest_arrived_at));

/** "over" the target, "near" it (80 %), or "fine". */
export function levelOf(ageMs, targetS) {
  if (ageMs === null) return "fine";
  const share = ageMs / (targetS * 1000);
  return share > 1 ? "over" : share >= NEAR ? "near" : "fine";
}

/** All rows, named; `board` is the desk board. Queues that the page does not know by name are left out. */
export function queueRows(page, board, hallMs) {
  const rows = (board?.queues ?? []).filter(({ queue }) => queue in page.queues);
  const scaleMs = scaleOf(rows, hallMs);
  return rows.map((row) => rowOf(page, row, hallMs, scaleMs));
}

/** All bars have one scale: up to the longest wait now, within bounds, so that one extreme queue does not flatten the others. */
function scaleOf(rows, hallMs) {
  const targetMs = 1000 * Math.max(1, ...rows.map((row) => row.target_s));
  const worstMs = Math.max(0, ...rows.map((row) => oldestMs(row, hallMs) ?? 0));
  return Math.min(MOST_TARGETS * targetMs, Math.max(LEAST_TARGETS * targetMs, worstMs));
}

function rowOf(page, row, hallMs, scaleMs) {
  const { prefix, names, hall } = page.queues[row.queue];
  const ageMs = oldestMs(row, hallMs);
  return {
    ...row,
    prefix,
    hall,
    name: shortName(nameIn(names, page.language)),
    full: nameIn(names, page.language),
    ageMs,
    oldest: ageMs === null ? null : Math.floor(ageMs / 60_000),
    target: Math.round(row.target_s / 60),
    level: levelOf(ageMs, row.target_s),
    unserved: ageMs !== null && row.open_windows === 0,
    bar: Math.min(1, (ageMs ?? 0) / scaleMs),
    cut: (ageMs ?? 0) > scaleMs,
    mark: Math.min(1, (row.target_s * 1000) / scaleMs),
  };
}

/** How much a queue needs somebody: past its target first, then how many wait. */
export const need = (row) => (row.ageMs ?? 0) / (row.target_s * 1000);

/** Rows in groups: by hall in the catalogue's order, or all together with the neediest first. */
export function grouped(page, rows, order) {
  if (order === "need") {
    return [{ hall: null, rows: [...rows].sort((a, b) => need(b) - need(a) || b.waiting - a.waiting) }];
  }
  return page.halls.map((hall) => ({ hall, rows: rows.filter((row) => row.hall === hall.code) }));
}
