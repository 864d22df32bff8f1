// What a guide's tablet decides: what can be done with a ticket, how the queues stand, what became of a paper.

import { businessOf as nameOfBusiness } from "#ui/business_model.js";
import { clockOf } from "#ui/clock.js";
import { hallNow } from "#ui/live_model.js";
import { runs, waitKind } from "#ui/numbers.js";
import { nameIn, shortName } from "#ui/words.js";

export const TABS = ["find", "take", "queues", "evacuation"];
export const CLASSES = ["ordinary", "elderly", "disabled", "maternity", "serviceman"];
export const LIVE = new Set(["waiting", "called", "serving", "held", "missed"]);
const SHUT = new Set(["closed", "paused"]);
const LATE_KIOSK_S = 20;
/** What a paper is before its kiosk has said what became of it. */
export const PENDING = new Set(["ordered", "printing"]);

/** A number as somebody reads it from memory: "b 12" is B012, "b012" too; an offline one stays as it is. */
export function numberFrom(typed) {
  const text = typed.normalize("NFKC").trim().toUpperCase().replace(/[\s.·]+/g, "");
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(text) ?? [];
  return letters ? `${letters}${digits.padStart(3, "0")}` : text;
}

/** What a guide may do with a ticket now, the most likely first. */
export function actionsOf(ticket) {
  const { state } = ticket;
  return [
    state === "missed" && "revive",
    state === "held" && "requeue",
    state === "expired" && ticket.may_return && "again",
    LIVE.has(state) && "reprint",
    state === "waiting" && "class",
    ["waiting", "called", "held", "missed"].includes(state) && "cancel",
  ].filter(Boolean);
}

/** The class to begin with when a number is taken in place of another: what was earned cannot be claimed. */
export const classAgain = (old) => (CLASSES.includes(old?.visitor_class) ? old.visitor_class : "ordinary");

/** The ticket's card in words; `today` is the hall's date, "2026-09-15", null until it is heard. */
export function ticketView(page, say, catalogue, ticket, today = null) {
  const place = [page.halls[ticket.hall]?.name, page.zones[ticket.zone]].filter(Boolean).join(" ");
  const windows = ticket.window ? [ticket.window] : ticket.windows;
  return {
    state: say(`is.${ticket.state}`),
    business: businessOf(page, catalogue, ticket),
    place,
    windows: windowsText(say, windows),
    visitorClass: ticket.visitor_class && ticket.visitor_class !== "ordinary" ? say(`class.${ticket.visitor_class}`) : null,
    line: lineOf(say, ticket),
    issued: issuedText(say, ticket.issued_at, today),
    copies: ticket.reprints ? say("copies", { count: ticket.reprints }) : null,
  };
}

/** Numbers begin anew every day: one of another day says so. */
function issuedText(say, stamp, today) {
  const [date, time] = [stamp.slice(0, 10), clockOf(stamp)];
  return today === null || date === today ? say("issued_at", { time }) : say("issued_on", { date, time });
}

function windowsText(say, windows) {
  if (windows.length === 0) return "";
  return windows.length === 1 ? say("window", { window: windows[0] }) : say("windows", { windows: runs(windows, say("and")) });
}

/** Where it stands in line, or where its visitor is wanted. */
function lineOf(say, ticket) {
  if (ticket.state === "called") return say("line.called", { window: ticket.window, time: clockOf(ticket.called_at) });
  if (ticket.state === "serving") return say("line.serving", { window: ticket.window });
  if (ticket.state !== "waiting") return say(`line.${ticket.state}`);
  if (ticket.away_until) return say("line.away", { time: clockOf(ticket.away_until) });
  const ahead = ticket.ahead ? say("line.ahead", { count: ticket.ahead }) : say("line.none");
  return `${ahead}${say("comma")}${waitText(say, ticket.wait)}`;
}

/** A range, or in words that nobody knows. */
export function waitText(say, wait, openWindows = null) {
  const { kind, ...figures } = waitKind(wait, openWindows);
  return say(kind === "range" ? "wait" : `wait.${kind}`, figures);
}

/** What a ticket is for; the queue's code where nothing of it has a name here. */
export function businessOf({ queues, language }, catalogue, ticket) {
  const named = (rows, code) => ({ [code]: nameIn(rows?.find((each) => each.code === code)?.names, language) });
  const services = named(catalogue?.services, ticket.service);
  const scenarios = named(catalogue?.scenarios, ticket.scenario);
  return nameOfBusiness(ticket, { scenarios, services, queues, language }) || ticket.queue;
}

/** The queues of each hall, those that nobody serves although people wait first, then the longest wait. */
export function hallsView(page, say, rooms, nowMs) {
  const desk = Object.fromEntries((rooms.desk?.board?.queues ?? []).map((row) => [row.queue, row]));
  return Object.entries(page.halls).map(([code, hall]) => {
    const room = rooms[`hall:${code}`];
    const rows = (room?.board?.queues ?? []).map((row) => queueRow(page, say, row, desk[row.queue], room.times, nowMs));
    rows.sort((a, b) => b.unserved - a.unserved || b.waiting - a.waiting || a.name.localeCompare(b.name));
    return {
      code,
      name: hall.name,
      state: room?.board?.state ?? null,
      waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
      open: (room?.board?.windows ?? []).filter(({ state }) => !SHUT.has(state)).length,
      rows,
    };
  });
}

function queueRow(page, say, row, desk, times, nowMs) {
  const oldest = desk?.oldest_arrived_at ?? null;
  const oldest_min = oldest && times ? Math.max(0, Math.floor((hallNow(times, nowMs) - Date.parse(oldest)) / 60_000)) : null;
  return {
    queue: row.queue,
    prefix: page.queues[row.queue]?.prefix ?? "",
    name: shortName(nameIn(page.queues[row.queue]?.names, page.language)) || row.queue,
    waiting: row.waiting,
    windows: row.open_windows,
    unserved: row.waiting > 0 && row.open_windows === 0,
    range: waitText(say, row.wait, row.open_windows),
    oldest: row.waiting > 0 && oldest_min !== null ? say("minutes", { count: oldest_min }) : null,
    late: Boolean(desk?.target_s && oldest_min !== null && row.waiting > 0 && oldest_min * 60 > desk.target_s),
  };
}

/** Halls that are being left now. */
export const evacuatedHalls = (page, rooms) =>
  Object.keys(page.halls).filter((code) => rooms[`hall:${code}`]?.board?.state === "evacuation");

/** Of each hall, the numbers that were called and are not at their window yet. */
export const calledNow = (page, rooms) =>
  Object.entries(page.halls).map(([code, { name }]) => ({
    code,
    name,
    rows: (rooms[`hall:${code}`]?.board?.windows ?? []).filter(({ state, number }) => state === "called" && number),
  }));

/** Kiosks at which paper can come out; those that cannot say why. */
export function kioskChoices(page, say, kiosks) {
  const choices = kiosks.map(({ code, hall, state, heard_s_ago }) => {
    const silent = heard_s_ago === null || heard_s_ago > LATE_KIOSK_S;
    const trouble = silent ? "kiosk.silent" : { no_printer: "kiosk.no_printer", printer_failed: "kiosk.failed" }[state];
    return { code, hall: page.halls[hall]?.name ?? hall, usable: !silent && state !== "no_printer", trouble: trouble ? say(trouble) : null };
  });
  return choices.sort((a, b) => b.usable - a.usable || a.code.localeCompare(b.code));
}

/** Why kiosks cannot print, each reason once: "K1, K2 not connected". */
export const troubles = (say, kiosks) =>
  [...new Set(kiosks.map(({ trouble }) => trouble))].map((why) => {
    const codes = kiosks.filter(({ trouble }) => trouble === why).map(({ code }) => code);
    return `${codes.join(say("and"))} ${why}`;
  });

/** What became of a paper, and whether it is still on its way. */
export function paperText(say, { kiosk, state, copy_no }) {
  const copy = copy_no ? say("paper.copy", { count: copy_no + 1 }) : "";
  return { text: say(`paper.${state}`, { kiosk, copy }), pending: PENDING.has(state), bad: ["failed", "too_late", "unsure"].includes(state) };
}

/** Whether somebody must show an identity card for this. */
export function needsIdNumber(catalogue, wanted) {
  const codes = wanted.kind === "scenario" ? wanted.row.steps : wanted.kind === "service" ? [wanted.row.code] : [];
  const queues = wanted.kind === "queue" ? [wanted.row.code] : catalogue.services.filter(({ code }) => codes.includes(code)).map(({ queue }) => queue);
  return catalogue.queues.some(({ code, real_name }) => real_name && queues.includes(code));
}

/** What somebody wants again whose turn did not come; its queue, where the thing itself has left the catalogue. */
export function wantedAgain(page, catalogue, { service, scenario, queue }) {
  const found = (kind, rows, code) => {
    const row = rows.find((each) => each.code === code);
    return row && { kind, row };
  };
  const thing = scenario ? found("scenario", catalogue.scenarios, scenario) : found("service", catalogue.services, service);
  const line = found("queue", catalogue.queues, queue);
  return thing ?? line ?? { kind: "queue", row: { code: queue, names: page.queues[queue]?.names ?? {} } };
}

/** The queue in which something begins. */
export function firstQueue(catalogue, { kind, row }) {
  if (kind === "queue") return row.code;
  const code = kind === "scenario" ? row.steps[0] : row.code;
  return catalogue.services.find((each) => each.code === code)?.queue ?? null;
}

/** The sentence of a refusal, as the server says it. */
export const refusalText = (say, answer) => answer?.body?.error?.message ?? say("refused");
