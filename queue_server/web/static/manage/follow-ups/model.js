// Follow-ups as people read them: what it is about, by when what is to be done, and what happened. Pure.

/** The lists, in the order in which they are looked through. */
export const LISTS = ["open", "due_today", "overdue", "to_verify", "appealed", "closed"];

const DAY_MS = 86_400_000;

/** Days from one date to a later one. */
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** `2026-09-16` as people say it. */
export function dayText(day, language) {
  const [year, month, date] = day.split("-").map(Number);
  const names = { day: "numeric", month: language === "zh" ? "long" : "short", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", names).format(Date.UTC(year, month - 1, date));
}

/** A moment by the hall's clock: its text has it already. */
export const momentText = (at, language) => (at ? `${dayText(at.slice(0, 10), language)} ${at.slice(11, 16)}` : "");

/** By when what is to be done, and how urgent that is. */
export function dueOf(page, say, row, today) {
  if (row.due === null) return { level: "done", text: say("due.closed") };
  const what = row.stage === "open" ? "contact" : "resolve";
  const past = row.past_limit ? daysBetween(row.latest_by, today) : 0;
  if (past > 0) return { level: "late", text: past === 1 ? say("due.limit_one") : say("due.limit", { count: past }) };
  const late = daysBetween(row.due, today);
  if (late > 0) return { level: "late", text: late === 1 ? say("due.late_one") : say("due.late", { count: late }) };
  if (row.stage === "resolved") return { level: "verify", text: say("due.verify") };
  if (late === 0) return { level: "today", text: say(`due.today.${what}`) };
  return { level: "time", text: say(`due.${what}`, { day: dayText(row.due, page.language) }) };
}

export const itemsOf = (page, say, row) =>
  row.services.length ? row.services.map((code) => page.services[code] ?? code).join(say("and")) : row.source === "rating" ? say("no_item") : "";

/** What is wrong, in one line: the level with its reasons, or the hotline's order. */
export function whatOf(page, say, row) {
  if (row.source === "hotline") return say("what.hotline", { reference: row.reference });
  if (row.level === null) return say("order", { id: row.id });
  const reasons = row.reasons.map((code) => page.reasons[row.level]?.[code] ?? code);
  return [say(`level.${row.level}`), reasons.join(say("and"))].filter(Boolean).join(say("what.joint"));
}

const departmentOf = (page, code) => page.departments[code] ?? code;

/** One line of a list. */
export const rowView = (page, say, row, today) => ({
  id: row.id,
  what: whatOf(page, say, row),
  items: itemsOf(page, say, row),
  where: [row.window && say("at_window", { window: row.window }), departmentOf(page, row.department)].filter(Boolean).join(say("joint")),
  due: dueOf(page, say, row, today),
  appeal: row.appeal ? say(`appeal.${row.appeal}`) : "",
  notReached: row.not_reached ? say("not_reached") : "",
});

/** A follow-up with its facts, its history, and why nothing may be done where that needs words. */
export function orderView(page, say, one, today, user) {
  const day = (text) => dayText(text, page.language);
  const at = (text) => momentText(text, page.language);
  const facts = [
    ["reference", one.reference],
    ["items", itemsOf(page, say, one)],
    ["window", one.window && say("at_window", { window: one.window })],
    ["clerk", one.clerk],
    ["department", departmentOf(page, one.department)],
    ["done_at", at(one.done_at)],
    [one.rated_at ? "rated_at" : "opened_at", at(one.rated_at ?? one.opened_at)],
    ["days", say("days", { contact: day(one.contact_by), resolve: day(one.resolve_by), latest: day(one.latest_by) })],
  ];
  return {
    ...rowView(page, say, one, today),
    stage: say(one.not_reached ? "stage.not_reached" : `stage.${one.stage}`),
    isRating: one.source === "rating",
    words: one.words,
    facts: facts.filter(([, value]) => value).map(([name, value]) => ({ name: say(`fact.${name}`), value })),
    history: one.history.map((line) => ({
      at: at(line.at),
      by: byText(say, line.by),
      deed: say(`deed.${line.deed}`, { department: departmentOf(page, line.department) }),
      measures: line.measures.map((code) => page.measures[code] ?? code).join(say("and")),
      text: line.text,
    })),
    can: one.can,
    hint: hintOf(say, one, user),
  };
}

/** `manager:chen` as the name alone; a visitor has none, nor has the device of a window at whose face one touched. */
function byText(say, by) {
  const [kind, ...name] = by.split(":");
  if (kind === "visitor") return say("by.visitor");
  return kind === "device" ? say("by.face") : name.join(":") || kind;
}

/** Why the next step is not this person's. */
export function hintOf(say, one, user) {
  const did = (deed) => one.history.some((line) => line.deed === deed && line.by.split(":").slice(1).join(":") === user);
  const judged = one.appeal === "made" || one.stage === "resolved";
  if (judged && did("appealed")) return say("acts.other_appeal");
  if (judged && did("resolved")) return say("acts.other");
  if (one.stage === "resolved" && one.appeal === "made") return say("acts.appeal_first");
  return one.can.length ? "" : say("acts.none");
}

/** What a form says, as the command's body. */
export function bodyOf(act, form) {
  const text = (form.get("text") ?? "").trim();
  const body = {
    contact: () => ({ reached: form.get("reached") === "yes" }),
    resolve: () => ({ measures: form.getAll("measure") }),
    appeal: () => ({ on_behalf: form.get("on_behalf") }),
    decide: () => ({ accepted: form.get("accepted") === "yes" }),
    assign: () => ({ department: form.get("department") }),
  }[act]?.() ?? {};
  return { ...body, text };
}

/** Acts that say nothing without words. */
export const MUST_SAY = ["send-back", "appeal"];
