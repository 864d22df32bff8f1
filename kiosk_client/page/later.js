// What the first page does not need: it is fetched when the first page stands still, or at the first touch if that is earlier.

const SHEETS = ["finding", "large", "taking", "result", "taking-wide", "result-wide", "taking-elder", "result-elder"];

let fetched = null;

/** Everything behind the first page, with its styles; asked for once, unless it fails. */
export function later() {
  fetched ??= Promise.all([import("./behind.js"), ...SHEETS.map(sheet)]).then(
    ([behind]) => behind,
    (problem) => {
      fetched = null;
      throw problem;
    },
  );
  return fetched;
}

/** A style sheet, once it holds; sheets hold in the order in which they are asked for. */
function sheet(name) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `/static/${name}.css` });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
