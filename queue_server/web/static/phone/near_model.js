// Whether the turn is near, by what was chosen: the same choices as web/page_ticket_remind.py offers.

export const CHOICES = [["people", 3], ["people", 5], ["people", 10], ["minutes", 10], ["minutes", 20]];
const MINUTE_S = 60;

/** By people ahead, or by the early end of the estimate; where nobody knows how long it takes, not by minutes. */
export function isNear(choice, place) {
  if (!place) return false;
  const [kind, count] = choice.split("-");
  if (kind === "people") return place.ahead <= Number(count);
  return place.low_s !== null && place.low_s <= Number(count) * MINUTE_S;
}
