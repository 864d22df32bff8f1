// Everything behind the first page: its screens, taking a number, and the search. Loaded when the first page stands.

import { searchIndex } from "#ui/search.js";
import { warmingUp } from "#ui/search_warm.js";
import { keepReading } from "./reads.js";
import { Bookings, CheckIn } from "./screens/check_in.js";
import { Find } from "./screens/find.js";
import { Gone } from "./screens/gone.js";
import { Home } from "./screens/home.js";
import { IdNumber } from "./screens/id_number.js";
import { Item } from "./screens/item.js";
import { Collect, Departments, Help, Items, Languages, Scenarios, Theme } from "./screens/lists.js";
import { Place } from "./screens/place.js";
import { Asking, Offline, Refused, Result } from "./screens/result.js";
import { taking } from "./taking.js";

export { keepReading, searchIndex, taking, warmingUp };

export const SCREENS = {
  home: Home,
  departments: Departments,
  items: Items,
  theme: Theme,
  scenarios: Scenarios,
  collect: Collect,
  help: Help,
  languages: Languages,
  find: Find,
  item: Item,
  id_number: IdNumber,
  place: Place,
  gone: Gone,
  check_in: CheckIn,
  bookings: Bookings,
  asking: Asking,
  reading: Asking,
  checking: Asking,
  result: Result,
  refused: Refused,
  offline: Offline,
};
