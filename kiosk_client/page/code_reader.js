// A ticket's code held to the kiosk's reader: the reader types the ticket's address, on whatever screen is on.

const ADDRESS = /\/t\/([\w-]{22})$/;
const PAUSE_MS = 250;
const LONGEST = 400;

/** A listener for keys that tells `onTicket(publicId)` when they have spelt a ticket's address without a pause. */
export function codeReader(onTicket) {
  let heard = "";
  let lastMs = -PAUSE_MS;
  return ({ key, timeStamp }) => {
    if (key.length !== 1) return;
    heard = timeStamp - lastMs < PAUSE_MS ? (heard + key).slice(-LONGEST) : key;
    lastMs = timeStamp;
    const found = heard.match(ADDRESS);
    if (!found) return;
    heard = "";
    onTicket(found[1]);
  };
}
