// Figures of ratings as people read them. What is not known is said so, and never shown as a zero. Pure.

export const LEVELS = ["very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"];
export const BYS = ["window", "clerk", "department", "item"];

/** With fewer ratings a share says little, and the page says so. */
const FEW = 5;

/** The end of an address that asks for what a form wants. */
export const queryOf = ({ by, first, last }) =>
  new URLSearchParams(Object.entries({ by, first, last }).filter(([, value]) => value)).toString();

/** A share as people write it: 91.7 %; a dash where there is nothing to have a share of. */
export const percent = (share) => (share === null ? "—" : `${(share * 100).toFixed(1)}%`);

/** What a row is called: a window's number, a name, or the code where the name is not known any more. */
export function nameOf(page, say, by, key) {
  if (by === "clerk") return page.staff[key] ? `${page.staff[key]} ${key}` : key;
  if (by === "department") return key === "" ? say("no_department") : (page.departments[key] ?? key);
  if (by === "item") return key === "" ? say("no_item") : (page.services[key] ?? key);
  return key;
}

export const rowView = (page, say, by, row) => ({
  key: row.key,
  name: nameOf(page, say, by, row.key),
  visits: row.visits,
  rated: row.rated,
  notRated: row.not_rated,
  ratedShare: percent(row.rated_share),
  goodShare: percent(row.good_share),
  isFew: row.rated > 0 && row.rated < FEW,
  levels: LEVELS.map((level) => row.levels.find((each) => each.level === level)?.count ?? 0),
  reasons: row.reasons.map(({ level, reason, count }) => say("reason", { name: page.reasons[level]?.[reason] ?? reason, count })).join(say("joint")),
});

/** The whole span in a sentence. */
export function sentenceOf(say, total) {
  if (total.visits === 0) return say("sentence.none");
  if (total.rated === 0) return say("sentence.unrated", { visits: total.visits });
  return say("sentence", { visits: total.visits, rated: total.rated, share: percent(total.rated_share), good: percent(total.good_share) });
}
