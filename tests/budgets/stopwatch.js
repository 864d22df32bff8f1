// Times a key press from the moment it reaches the page to the picture that shows what it found.
// `find` selects what shows the results; whatever else changes on the page does not count.
(find) => {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(performance.now());
        after.port2.postMessage(null);
      });
    });
  let pressed = 0;
  let shown = 0;
  const note = async () => {
    shown = Math.max(shown, await painted());
  };
  addEventListener("keydown", () => {
    pressed = performance.now();
    shown = 0;
    note();
  }, true);
  new MutationObserver((changes) => {
    const inside = ({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(find);
    const around = ({ addedNodes }) => [...addedNodes].some((node) => node.nodeType === 1 && node.querySelector?.(find));
    if (changes.some((change) => inside(change) || around(change))) note();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });

  /** Milliseconds of the last key press, once nothing has changed for a while. */
  globalThis.lastPress = async (quietMs) => {
    while (shown === 0 || performance.now() - shown < quietMs) await new Promise((resolve) => setTimeout(resolve, quietMs / 4));
    return shown - pressed;
  };

  /** Milliseconds of a fixed piece of work, the yardstick of this machine at this moment. */
  globalThis.yardstick = () => {
    const began = performance.now();
    const words = Array.from({ length: 4000 }, (_, at) => `${(at * 7919) % 104729}`);
    let found = 0;
    for (let round = 0; round < 12; round += 1) {
      for (const word of words) found += word.includes(`${round}7`) ? 1 : 0;
      words.sort((a, b) => (a < b ? -1 : 1)).reverse();
    }
    return found > 0 ? performance.now() - began : NaN;
  };
}
