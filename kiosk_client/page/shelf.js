// The catalogue as the page uses it: look-ups by code, made once.

/** Look-ups by code, made once per catalogue. Visits at home and agents are booked on a phone: no number is taken for them. */
export function shelves(heard) {
  const catalogue = { ...heard, services: heard.services ?? rowsOf(heard) };
  const by = (rows, key = "code") => Object.fromEntries((rows ?? []).map((row) => [row[key], row]));
  const elsewhere = new Set((catalogue.queues ?? []).filter(({ visit }) => visit && visit !== "hall").map(({ code }) => code));
  const offered = catalogue.services.filter((row) => !row.retiring && !elsewhere.has(row.queue));
  return {
    ...catalogue,
    service: by(catalogue.services),
    queue: by(catalogue.queues),
    queues: (catalogue.queues ?? []).filter(({ code }) => !elsewhere.has(code)),
    scenario: by(catalogue.scenarios),
    department: by(catalogue.departments),
    hall: by(catalogue.halls),
    zone: by(catalogue.zones),
    window: by(catalogue.windows, "number"),
    facility: by(catalogue.facilities),
    theme: by(catalogue.themes),
    offered,
    scenarios: catalogue.scenarios.filter((row) => !row.retiring),
    items: grouped(offered, ({ department }) => department),
    itemsOfQueue: grouped(offered, ({ queue }) => queue),
  };
}

/** Items come as columns, to be small on their way: `{service_columns: {field: values}, service_names: {language: values}}`. */
function rowsOf({ service_columns: columns, service_names: names }) {
  const named = (row, at, by) => Object.fromEntries(row.map(([key, values]) => [key, values[at]]).filter(by));
  return columns.code.map((_, at) => ({
    ...named(Object.entries(columns), at, () => true),
    names: named(Object.entries(names), at, ([, name]) => name !== null),
  }));
}

function grouped(rows, key) {
  const found = new Map();
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return found;
}

/** Departments of a hall, each with how many items it has; those with most first, those without none. */
export function departmentsOf(shelf, hall) {
  const count = ({ code }) => shelf.items.get(code)?.length ?? 0;
  return shelf.departments
    .filter((row) => row.hall === hall && count(row) > 0)
    .sort((a, b) => count(b) - count(a))
    .map((row) => ({ ...row, count: count(row) }));
}

/** The kiosk's own hall first. */
export const hallsInOrder = (shelf, state) => [...shelf.halls].sort((a, b) => (b.code === state.hall) - (a.code === state.hall));

/** How many items, in words. */
export const itemsText = (say, count) => say(count === 1 ? "item" : "items", { count });

/** The items behind a theme. */
export const itemsOfTheme = (shelf, { departments, queues }) => [
  ...departments.flatMap((code) => shelf.items.get(code) ?? []),
  ...queues.flatMap((code) => shelf.itemsOfQueue.get(code) ?? []),
];

/** The departments behind a theme. */
export const departmentsOfTheme = (shelf, theme) => [...new Set(itemsOfTheme(shelf, theme).map(({ department }) => department))];
