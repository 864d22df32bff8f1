// SHA-256 (FIPS 180-4) of a short text. Browsers give theirs to pages behind TLS alone, and a hall may have none.

const K = new Uint32Array(64);
const FIRST = new Uint32Array(8);
const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);

for (let [candidate, found] = [2, 0]; found < 64; candidate += 1) {
  let isPrime = true;
  for (let by = 2; by * by <= candidate && isPrime; by += 1) isPrime = candidate % by !== 0;
  if (!isPrime) continue;
  if (found < 8) FIRST[found] = fraction(Math.sqrt(candidate));
  K[found] = fraction(Math.cbrt(candidate));
  found += 1;
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** The digest as eight words; `text` may only hold ASCII. */
export function sha256(text) {
  const words = padded(text);
  const hash = FIRST.slice();
  const w = new Uint32Array(64);
  for (let at = 0; at < words.length; at += 16) block(hash, w, words.subarray(at, at + 16));
  return hash;
}

/** The text, one bit, zeros, and its length, in words of 32 bits. */
function padded(text) {
  const words = new Uint32Array(((text.length + 8) >> 6) * 16 + 16);
  for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
  words[words.length - 1] = text.length * 8;
  return words;
}

function block(hash, w, part) {
  w.set(part);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [w[i - 15], w[i - 2]];
    const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; i += 1) {
    const t1 = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const t2 = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  const sum = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) hash[i] += sum[i];
}
