// What the desk's dialogs show and the server is asked for: the waiting list, the catalogue, the halls.

import { computed, signal } from "@preact/signals";
import { Question } from "./question.js";

/** `head()` is the number that comes next at the window, null without one. */
export function askedFor({ page, commands, session, head, rooms, live }) {
  const list = signal(null);
  const catalogue = signal(null);
  const failed = signal(false);
  let listOpen = false;
  let catalogueOpen = false;
  let dropping = new AbortController();

  /** Ends with the sign-in whatever was sent under it. */
  const dropped = () => dropping.signal;
  const isDropped = () => dropping.signal.aborted;
  const look = (path) => (isDropped() ? null : commands.look(path, dropping.signal));

  /** Who signs out asks nothing more: what is under way is dropped before the sign-in ends. */
  const drop = () => dropping.abort();

  /** Questions are asked again where they were dropped: somebody has signed in, or could not sign out. */
  function goOn() {
    if (!session.value || !isDropped()) return;
    dropping = new AbortController();
    lists.ask();
  }

  /** An answer to somebody who has left since is none. */
  async function lookAtList() {
    const asker = session.value;
    const answer = asker && (await look(`/windows/${asker.window}/waiting`));
    return session.value?.token === asker?.token ? answer : null;
  }

  const take = (into) => (answer) => {
    failed.value = answer === null;
    if (answer !== null && session.value) into.value = answer;
  };
  const lists = new Question({
    look: lookAtList,
    take: take(list),
    goesOn: () => session.value !== null && !isDropped() && (listOpen || (head() !== null && list.value?.first !== head())),
  });
  const catalogues = new Question({
    look: async () => catalogue.value ?? look("/catalogue"),
    take: take(catalogue),
    goesOn: () => catalogueOpen && catalogue.value === null,
  });

  /** While the list is open it is asked for again: who walks becomes callable by the clock alone. */
  function watchList() {
    listOpen = true;
    return () => (listOpen = false);
  }

  function watchCatalogue() {
    catalogueOpen = true;
    catalogues.ask();
    return () => (catalogueOpen = false);
  }

  const halls = computed(() =>
    Object.fromEntries(Object.keys(page.halls).map((code) => [code, rooms.value[`hall:${code}`]?.board]).filter(([, board]) => board)),
  );

  function watchHalls() {
    const names = Object.keys(page.halls).map((code) => `hall:${code}`);
    names.forEach((name) => live.watch(name));
    const leave = watchCatalogue();
    return () => {
      names.forEach((name) => live.unwatch(name));
      leave();
    };
  }

  return { drop, dropped, goOn, isDropped, list, askList: () => session.value && !isDropped() && lists.ask(), watchList, catalogue, watchCatalogue, halls, watchHalls, failed };
}
