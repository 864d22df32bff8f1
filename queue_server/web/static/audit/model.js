// The audit trail as rows: when, who, what, about what, with which result. Words where there are some, else the code.

const QUERY = ["day", "person", "number", "window", "kind"];

/** The end of an address that asks for what a form wants; what is left open is not named. */
export function queryOf(wanted, before = null) {
  const named = QUERY.filter((name) => wanted[name]).map((name) => [name, String(wanted[name]).trim()]);
  return new URLSearchParams(before === null ? named : [...named, ["before", String(before)]]).toString();
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/;

/** A moment by the hall's clock, whose distance from UTC stands at the end of `at`. */
function inTheHall(moment, at) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(at) ?? [null, "+", "00", "00"];
  const away_ms = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(Date.parse(moment) + away_ms).toISOString().slice(0, 19).replace("T", " ");
}

/** A sentence of the page, or what is given where the page has none. */
const wordOf = (page, say, key, code) => (key in page.words ? say(key) : code);

/** `clerk:DL009` as people say it: the role in words and the name. */
export function subjectOf(page, say, subject) {
  const [kind, ...rest] = subject.split(":");
  return { role: wordOf(page, say, `who.${kind}`, kind), name: rest.join(":") };
}

export function objectOf(page, say, { kind, name }) {
  return { kind: wordOf(page, say, `object.${kind}`, kind), name };
}

/** Every kind of fact with its name, in the order of the names. */
export const kindsOf = (page, say) =>
  page.kinds
    .map((kind) => ({ kind, name: kindName(page, say, kind) }))
    .sort((a, b) => a.name.localeCompare(b.name, page.language === "zh" ? "zh-CN" : "en"));

const kindName = (page, say, kind) => wordOf(page, say, `fact.${kind}`, kind);

export const rowsOf = (page, say, facts) =>
  facts.map((fact) => ({
    seq: fact.seq,
    day: fact.at.slice(0, 10),
    time: fact.at.slice(11, 19),
    who: subjectOf(page, say, fact.subject),
    did: kindName(page, say, fact.kind),
    about: objectOf(page, say, fact.object),
    more: moreOf(page, say, fact),
    result: pairsOf(page, say, fact),
  }));

/** What kind of thing a fact is about, and at which window. */
function moreOf(page, say, { object, window }) {
  const kind = object.name ? objectOf(page, say, object).kind : "";
  const place = window !== null && object.kind !== "window" ? say("at_window", { window }) : "";
  return [kind, place].filter(Boolean).join(" · ");
}

/** The result as names with values; what the row says already is not said again. */
function pairsOf(page, say, fact) {
  const said = new Set([fact.object.name, fact.subject.split(":").at(-1)]);
  return flat(fact.result)
    .filter(([name, value]) => value !== null && value !== "" && !(name === "window" && value === fact.window) && !said.has(String(value)))
    .map(([name, value]) => ({ name: wordOf(page, say, `field.${name}`, name), value: textOf(say, value, fact.at) }));
}

/** What was said to everybody, by language. */
const IN_LANGUAGES = ["notice", "text"];

/** A thing inside a thing is told as if it stood beside it; of a list of things, each; of a text in several languages, all. */
function flat(result) {
  return Object.entries(result).flatMap(([name, value]) => {
    if (IN_LANGUAGES.includes(name)) return [[name, value === null ? null : Object.values(value).join(" / ")]];
    if (Array.isArray(value) && value.some((each) => each !== null && typeof each === "object")) return value.flatMap(flat);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? flat(value) : [[name, value]];
  });
}

function textOf(say, value, at) {
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "string" && MOMENT.test(value)) return inTheHall(value, at);
  return Array.isArray(value) ? value.join(", ") : String(value);
}
