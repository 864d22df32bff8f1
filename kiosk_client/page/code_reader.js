// A code held to the kiosk's reader, a ticket's or a booking's: the reader types its address, on whatever screen is on.

const ADDRESS = /\/([tb])\/([\w-]{22})$/;
const PAUSE_MS = 250;
const LONGEST = 400;

/** A listener for keys that tells `onTicket(publicId)` or `onBooking(publicId)` when they have spelt such an address without a pause. */
export function codeReader(onTicket, onBooking) {
  let heard = "";
  let lastMs = -PAUSE_MS;
  return ({ key, timeStamp }) => {
    if (key.length !== 1) return;
    heard = timeStamp - lastMs < PAUSE_MS ? (heard + key).slice(-LONGEST) : key;
    lastMs = timeStamp;
    const found = heard.match(ADDRESS);
    if (!found) return;
    heard = "";
    (found[1] === "t" ? onTicket : onBooking)(found[2]);
  };
}
