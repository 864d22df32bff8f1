// The first page: what the hall is doing, and the doors to everything that one can do in it.

import { PATHS } from "#ui/icons.js";
import { nameIn } from "#ui/words.js";
import { opening } from "./blocked_model.js";
import { departmentsOf, departmentsOfTheme, hallsInOrder, itemsOfTheme, itemsText } from "./shelf.js";

const SCENARIOS_ON_HOME = 6;
const DOORS_ON_HOME = 5;
const LARGE_DOORS = 4;
/** Signs of a department's name below a door: a longer one would be cut. */
const LONGEST_HINT = 17;

/** Search, pick-up, check-in, the scenarios that the centre names first, and each hall as a door with what people come for. */
export function homeView({ shelf, state, say, language }) {
  return {
    scenarios: shelf.scenarios.slice(0, SCENARIOS_ON_HOME).map((row) => scenarioTile(row, say, language)),
    allScenarios: say("home.all_scenarios", { count: shelf.scenarios.length }),
    collects: shelf.queues.some((row) => row.kind === "pickup" && !row.retiring),
    books: books(shelf),
    halls: hallsInOrder(shelf, state).map((hall) => ({
      code: hall.code,
      name: nameIn(hall.names, language),
      here: hall.code === state.hall,
      doors: doorsOf(shelf, hall.code, say, language),
    })),
  };
}

/** Whether anybody can have booked at all. */
export const books = (shelf) => shelf.queues.some((row) => row.bookable);

/** The themes of a hall; where the centre names none, its departments. */
function doorsOf(shelf, hall, say, language) {
  const themes = (shelf.themes ?? []).filter((row) => row.kind === "home" && row.hall === hall);
  if (themes.length > 0) return themes.map((theme) => themeDoor(shelf, theme, say, language));
  return departmentsOf(shelf, hall).slice(0, DOORS_ON_HOME).map((row) => departmentDoor(row, say, language));
}

function themeDoor(shelf, theme, say, language) {
  const departments = departmentsOfTheme(shelf, theme);
  const items = itemsText(say, itemsOfTheme(shelf, theme).length);
  const only = departments.length === 1 ? shortName(nameIn(shelf.department[departments[0]]?.names, language)) : null;
  return {
    code: theme.code,
    name: nameIn(theme.names, language),
    icon: iconOf(theme.icon),
    hint: only?.length > LONGEST_HINT ? items : only ? say("theme.one", { department: only, items }) : say("theme.several", { departments: departments.length, items }),
    to: { name: "theme", theme: theme.code },
  };
}

/** Without what stands in brackets at its end: a door has one line. */
const shortName = (name) => name.replace(/ ?[(（][^()（）]*[)）]$/, "");

const departmentDoor = (row, say, language) => ({
  code: row.code,
  name: nameIn(row.names, language),
  icon: "departments",
  hint: itemsText(say, row.count),
  to: { name: "items", department: row.code },
});

const iconOf = (name) => (name in PATHS ? name : "departments");

export const scenarioTile = (row, say, language) => ({
  code: row.code,
  name: nameIn(row.names, language).replace(/(?<=..)一件事$/, ""),
  count: say("steps", { count: row.steps.length }),
});

/** The first page in large type: four doors of the centre's own; pick-up and search stand beside them. */
export function largeView({ shelf, state, say, language }) {
  const themes = (shelf.themes ?? []).filter((row) => row.kind === "large");
  const doors = themes.length > 0 ? themes.map((theme) => themeDoor(shelf, theme, say, language)) : ownDoors(shelf, state, say, language);
  const hallOf = ({ to }) => shelf.hall[shelf.theme[to.theme]?.hall ?? shelf.department[to.department]?.hall];
  return doors.slice(0, LARGE_DOORS).map((door) => ({ ...door, hint: nameIn(hallOf(door)?.names, language) }));
}

const ownDoors = (shelf, state, say, language) =>
  hallsInOrder(shelf, state).flatMap((hall) => doorsOf(shelf, hall.code, say, language));

/** The doors of each hall, lit where a clerk is at work; a hall without numbers says when they begin. */
export function facadeView(kiosk) {
  const { shelf, state, say, language } = kiosk;
  return hallsInOrder(shelf, state).map((hall) => {
    const now = state.halls?.[hall.code];
    const windows = shown(now);
    const open = windows.filter((tile) => doorLight(tile.state) !== "off").length;
    return {
      code: hall.code,
      name: nameIn(hall.names, language),
      text: now ? closedText(kiosk, hall.code) || say("home.lit", { open, waiting: now.waiting }) : "",
      doors: windows.map(({ window, state: door }) => ({ window, lit: doorLight(door) })),
    };
  });
}

/** A closed hall has no light, whoever forgot to go. */
const shown = (hall) => (hall?.windows ?? []).map((tile) => (hall.state === "closed" ? { ...tile, state: "closed" } : tile));

/** When the first queue of a hall begins to give numbers, where none does now: `{opens}`, null unknown; null while one does. */
function closedUntil({ shelf, state }, hall) {
  const queues = shelf.queues.filter((row) => row.hall === hall && !row.retiring).map(({ code }) => state.queues?.[code]);
  const known = queues.filter(Boolean);
  if (known.length === 0 || known.some(({ issuing }) => issuing)) return null;
  const times = known.map(({ opens }) => opens).filter(Boolean).sort((a, b) => Date.parse(a) - Date.parse(b));
  return { opens: times[0] ?? null };
}

function closedText({ shelf, state, say, language }, hall) {
  const closed = closedUntil({ shelf, state }, hall);
  if (!closed) return "";
  if (closed.opens === null) return say("blocked.closed");
  return say("home.closed", { since: opening(say, language, closed.opens, state.hall_time) });
}

/** The first page's question; while no hall gives numbers it does not ask, and says what can be done all the same. */
export function homeTitle({ shelf, state, say }) {
  const halls = hallsInOrder(shelf, state).map(({ code }) => closedUntil({ shelf, state }, code));
  if (halls.length === 0 || halls.some((closed) => closed === null)) return say("home.title");
  const today = halls.some(({ opens }) => opens?.slice(0, 10) === state.hall_time?.slice(0, 10));
  return say(today ? "home.title_later" : "home.title_closed");
}

const doorLight = (state) => ({ closed: "off", paused: "off", idle: "free" })[state] ?? "lit";

/** A greeting by the hall's clock, `hh:mm`; none while it is not known. */
export function greeting(say, time) {
  if (!time) return "";
  const hour = Number(time.split(":")[0]);
  return say(hour < 12 ? "greeting.morning" : hour < 18 ? "greeting.afternoon" : "greeting.evening");
}

/** The languages of the centre that this page speaks: `{code, name}`, each by its own name; `names` by code. */
export const languagesOf = (shelf, names) =>
  (shelf?.centre.languages ?? Object.keys(names)).filter((code) => names[code]).map((code) => ({ code, name: names[code] }));
