// Search over all items: hanzi, pinyin initials, English, synonyms. Simple, and the best fit first.

export const MOST = 40;

/** What is searched, made once per catalogue. The first keyword of an item is its pinyin initials. */
export function searchIndex(catalogue) {
  const names = (row) => Object.values(row.names).map((name) => name.toLowerCase());
  const services = catalogue.services.map((row) => ({
    kind: "service",
    row,
    names: names(row),
    initials: (row.keywords[0] ?? "").toLowerCase(),
    keywords: row.keywords.slice(1).map((word) => word.toLowerCase()),
  }));
  const scenarios = catalogue.scenarios.map((row) => ({
    kind: "scenario",
    row,
    names: names(row),
    initials: "",
    keywords: [],
  }));
  return [...scenarios, ...services];
}

/** The entries that fit, best first: `{found, total}`, at most MOST of them. */
export function search(index, text) {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return { found: [], total: 0 };
  const ranked = [];
  for (const entry of index) {
    const rank = rankOf(entry, wanted);
    if (rank !== null) ranked.push({ rank, entry });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.entry.names[0].length - b.entry.names[0].length);
  return { found: ranked.slice(0, MOST).map(({ entry }) => entry), total: ranked.length };
}

function rankOf({ names, initials, keywords }, wanted) {
  if (names.some((name) => name.startsWith(wanted)) || initials.startsWith(wanted)) return 0;
  if (keywords.some((word) => word.startsWith(wanted))) return 1;
  if (names.some((name) => name.includes(` ${wanted}`))) return 1;
  if (names.some((name) => name.includes(wanted)) || keywords.some((word) => word.includes(wanted))) return 2;
  return initials.includes(wanted) ? 3 : null;
}

/** Letters after which something is still found: the others are dimmed, because pressing them finds nothing. */
export function lettersAhead(index, text) {
  const wanted = text.trim().toLowerCase();
  const found = new Set();
  for (const { initials, names, keywords } of index) {
    for (const word of [initials, ...names, ...keywords]) addFollowing(found, word, wanted);
  }
  return found;
}

function addFollowing(found, word, wanted) {
  const step = Math.max(1, wanted.length);
  for (let at = word.indexOf(wanted); at >= 0 && at < word.length; at = word.indexOf(wanted, at + step)) {
    const next = word[at + wanted.length];
    if (next) found.add(next);
  }
}
