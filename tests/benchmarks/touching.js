// Notes when the key that takes a number was touched, and when the number stood on the screen: seconds since 1970.
({ take, number }) => {
  const now = () => (performance.timeOrigin + performance.now()) / 1000;
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(now());
        after.port2.postMessage(null);
      });
    });
  globalThis.touching = null;
  addEventListener("pointerup", ({ target }) => {
    if (target.closest?.(take)) globalThis.touching = { touched: now(), shown: null, number: null };
  }, true);
  new MutationObserver(async () => {
    const { touching } = globalThis;
    const text = document.querySelector(number)?.textContent.trim();
    if (!touching || touching.number !== null || !text) return;
    touching.number = text;
    touching.shown = await painted();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
