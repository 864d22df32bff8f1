// Sentences with their values, the same way as the Python side fills them in.

/** `say("ahead", {count: 9})` in the words of one area; an unknown key is a mistake that a test must find. */
export function speaker(words) {
  return (key, values = {}) => {
    if (!(key in words)) throw new Error(`no words for ${key}`);
    return words[key].replace(/\{(\w+)\}/g, (_, name) => {
      if (!(name in values)) throw new Error(`no value for ${name} in ${key}`);
      return values[name];
    });
  };
}

/** The name in a language, else in the first one that the centre has. */
export const nameIn = (names, language) => names?.[language] ?? Object.values(names ?? {})[0] ?? "";

/** A queue's name without the group it belongs to: 综合受理·社会民生 is known as 社会民生. */
export const shortName = (name) => name.split(/·|: /).at(-1);
