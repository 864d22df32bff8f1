// Icons of the PAD's keys, on the 24 grid.

export const ICONS = {
  recall: "M20 12a8 8 0 1 1-2.600-5.900M20.500 3v4.500H16",
  start: "M7 4.500 19 12 7 19.500z",
  missed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.800 5.800l12.400 12.400",
  hold: "M7 3h10M7 21h10M8 3c0 5 3 6.500 4 9-1 2.500-4 4-4 9M16 3c0 5-3 6.500-4 9 1 2.500 4 4 4 9",
  transfer: "M4 8.500h15M15 4.500l4 4-4 4M20 15.500H5M9 11.500l-4 4 4 4",
  finish: "m4 12.500 5.500 5.500L20 6.500",
  "next-step": "M4 5v14M8 12h12M15 7l5 5-5 5",
  pause: "M8.500 5v14M15.500 5v14",
  unpause: "M7 4.500 19 12 7 19.500z",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  "sign-out": "M14 4h6v16h-6M3 12h12M10 7l5 5-5 5",
};
