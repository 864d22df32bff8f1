// The hall's clock: an offset that the server names, so that a page needs no list of time zones.

/** "10:01" at hall time `ms` in the offset that the envelope carried ("+08:00"). */
export const clockText = (ms, offset) => shifted(ms, offset).toISOString().slice(11, 16);

/** "10:01:20", where seconds matter. */
export const clockSeconds = (ms, offset) => shifted(ms, offset).toISOString().slice(11, 19);

/** The date at hall time `ms`, as one writes it in tables: "2026-09-15". */
export const dayOf = (ms, offset) => shifted(ms, offset).toISOString().slice(0, 10);

const SPELLINGS = {
  zh: ["zh-CN", { month: "long", day: "numeric" }, { weekday: "long" }],
  en: ["en-GB", { weekday: "short" }, { day: "numeric", month: "long" }],
};
const formats = new Map();

/** Made once for a language: a page asks for its date several times a second. */
function formatsOf(language) {
  const [locale, ...parts] = SPELLINGS[language] ?? SPELLINGS.en;
  if (!formats.has(locale)) {
    formats.set(locale, parts.map((options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options })));
  }
  return formats.get(locale);
}

/** The date as its reader spells it: 9月15日 星期二, Tue 15 September. */
export function dateText(ms, offset, language) {
  const at = shifted(ms, offset);
  return formatsOf(language).map((format) => format.format(at)).join(" ");
}

/** The clock time inside an RFC 3339 stamp, as it is written there. */
export const clockOf = (stamp) => stamp.slice(11, 16);

function shifted(ms, offset) {
  if (offset === "Z") return new Date(ms);
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(offset);
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(ms + (sign === "-" ? -shift : shift));
}
