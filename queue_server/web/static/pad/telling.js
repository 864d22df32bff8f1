// A PAD tells that it is there, with its clerk's token, and loads itself anew when a manager orders it.

const TELL_EVERY_MS = 20_000;
const FIRST_AFTER_MS = 1000;
/** How often a begun restart looks whether the clerk is idle now. */
const LOOK_EVERY_MS = 1000;

/**
 * `send(body)` is one try of a heartbeat, `{status, body}` or null; `isIdle` says whether the clerk is in the middle of
 * something. `upMs` is how long this page has been there.
 */
export function telling({ send, isIdle, reload = () => location.reload(), upMs = () => performance.now(), every = setInterval, after = setTimeout }) {
  let busy = false;

  const how = (orders_told = []) => ({ state: "ok", up_s: Math.round(upMs() / 100) / 10, orders_told });

  async function tell() {
    if (busy) return;
    busy = true;
    const answer = await send(how());
    const restart = answer?.body?.orders?.find(({ kind }) => kind === "restart");
    const begun = restart && (await send(how([{ order: restart.order, state: "begun" }])));
    busy = false;
    if (begun?.status === 200) whenIdle();
  }

  function whenIdle() {
    if (isIdle()) reload();
    else after(whenIdle, LOOK_EVERY_MS);
  }

  after(tell, FIRST_AFTER_MS);
  every(tell, TELL_EVERY_MS);
}
