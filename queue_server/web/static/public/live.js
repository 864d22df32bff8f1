// The halls now, without pressing refresh: the page asks for itself anew and changes only what reads differently.
// Nothing moves and nothing is lost: a link keeps its focus, and a reader its place. Without this script all is whole.

import { changed, EVERY_MS, isDue, isOld } from "./live_model.js";

const main = document.querySelector("main");
const bar = document.getElementById("live");
const state = { visible: true, stopped: false, asked: performance.now(), told: performance.now() };
const partsOf = (root) => new Map([...root.querySelectorAll("[data-live]")].map((part) => [part.dataset.live, part]));
const textsOf = (parts) => new Map([...parts].map(([name, part]) => [name, part.innerHTML]));

async function ask() {
  state.asked = performance.now();
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const here = partsOf(main);
  const anew = partsOf(page.querySelector("main"));
  const names = changed(textsOf(here), textsOf(anew));
  if (names === null) {
    page.getElementById("live").replaceWith(bar);
    main.replaceChildren(...page.querySelector("main").children);
  } else for (const name of names) here.get(name).replaceChildren(...anew.get(name).childNodes);
  state.told = performance.now();
}

async function look() {
  state.visible = document.visibilityState === "visible";
  if (!isDue(state, performance.now())) return;
  await ask().catch((problem) => console.info("not read anew this time", String(problem)));
  bar.querySelector("[role=status]").hidden = !isOld(state, performance.now());
}

bar.querySelector("button").addEventListener("click", ({ currentTarget }) => {
  state.stopped = !state.stopped;
  currentTarget.textContent = state.stopped ? bar.dataset.go : bar.dataset.stop;
  state.asked = 0;
  look();
});
document.addEventListener("visibilitychange", look);
setInterval(look, EVERY_MS / 5);
bar.classList.add("on");
