// What a ticket is for, in words that people know it by.

import { parts } from "#ui/numbers.js";
import { nameIn, shortName } from "#ui/words.js";

/** The queue of a ticket: by its code where that is told, else by the letters of its number; undefined for neither. */
export const queueOf = (queues, { queue, number = "" }) =>
  queues[queue] ?? Object.values(queues).find((each) => each.prefix === parts(number).prefix);

/**
 * The life event, else the item, else the queue by its short name; "" where none of them has a name.
 * `scenarios` and `services` are names by code, `queues` have `{prefix, names}`.
 */
export const businessOf = (ticket, { scenarios, services, queues, language }) =>
  scenarios?.[ticket.scenario] || services?.[ticket.service] || shortName(nameIn(queueOf(queues, ticket)?.names, language));
