// What a screen says in the place of calls while there are none.

/** What is not possible, until when, and what to do, in every language: `hours` are the hall's usual ones. */
export function restView({ hours }, tongues, state) {
  const { open, close, lunch } = hours;
  const key = state === "lunch" && lunch ? "lunch" : state === "open" ? "open" : "closed";
  const values = { open, close, from: lunch?.[0] ?? "", to: lunch?.[1] ?? "" };
  return tongues.map(({ language, say }) => ({
    language,
    title: say(`none.${key}`),
    text: say(`none.${key}_text`, values),
  }));
}
