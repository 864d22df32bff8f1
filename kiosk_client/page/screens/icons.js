// Icons on the 24 grid, 2 px, round caps; none stands without its word.

import { html } from "#ui/html.js";

const PATHS = {
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500l5.500 5.500",
  go: "m9 5 7 7-7 7",
  back: "M20 12H5M11 6l-6 6 6 6",
  home: "M4 11 12 4l8 7M6 10v10h12V10",
  house: "M2.500 5h19M4.500 5v16M19.500 5v16M2.500 21h19M10 21v-8h4v8",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.700 2.500 4 5.500 4 9s-1.300 6.500-4 9c-2.700-2.500-4-5.500-4-9s1.300-6.500 4-9z",
  ticket: "M5 3.500h14v17l-2.300-1.600-2.400 1.600-2.300-1.600-2.300 1.600-2.400-1.600L5 20.500zM9 8.500h6M9 12.500h6",
  print: "M7 8V3.500h10V8M5 8h14a2 2 0 0 1 2 2v6h-4M7 16H3v-6a2 2 0 0 1 2-2M7 13.500h10v7H7z",
  pin: "M12 21.500s-7-6.400-7-11.700a7 7 0 0 1 14 0c0 5.300-7 11.700-7 11.700zM12 7.400a2.400 2.400 0 1 0 0 4.800 2.400 2.400 0 0 0 0-4.800z",
  erase: "M21 5H9l-6 7 6 7h12zM12 9.500l5 5M17 9.500l-5 5",
};

export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
