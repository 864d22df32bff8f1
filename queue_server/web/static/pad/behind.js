// Everything behind the sign-in: the desk with its dialogs, its keys and its bell.

export { acting } from "./acting.js";
export { Desk } from "./desk.js";
export { helping } from "./helping.js";
export { sounding } from "./sound.js";
export { telling } from "./telling.js";
