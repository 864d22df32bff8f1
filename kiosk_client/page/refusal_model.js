// What of the server's refusals a visitor can use.

const FOR_PROGRAMMERS = /^(unknown_(?!appointment$)|idempotency_)|^(bad_value|unreadable|not_permitted)$/;

/** The server's sentence, or null where it speaks to those who wrote the program, or there is none. */
export const sentenceOf = (error) => (!error?.message || FOR_PROGRAMMERS.test(error.code) ? null : error.message);
