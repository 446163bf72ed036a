// What a person typed → words, each with the terms by which documents that may hold it are found.

import { isWord, separates } from "./folding.js";

/** @typedef {import("./types").Word} Word */
/** @typedef {import("./types").Term} Term */

const LONGEST_WORD = 24;
const LONGEST_MARKED_BEGINNING = 3;
const LONGEST_QUERY = 400;
const QUOTED = /"([^"]+)"|“([^”]+)”|「([^」]+)」/gu;
const BETWEEN_WORDS = /[\s、，；]+/u;
/** What follows the dot of a name is still to be typed. */
const ENDING_DOTS = /\.+$/;

/**
 * All words of a query: what stands in quotes is one, other words end at blanks and at 、，；.
 * A word without a letter, digit or character is none.
 * @param {string} text
 * @param {import("./folding.js").Folding} folding
 * @returns {Word[]}
 */
export function parse(text, folding) {
  /** @type {string[]} */
  const written = [];
  const rest = text.slice(0, LONGEST_QUERY).replace(QUOTED, (_all, straight, curly, corner) => {
    written.push(straight ?? curly ?? corner);
    return " ";
  });
  written.push(...rest.split(BETWEEN_WORDS));
  const folded = new Set(written.map((word) => folding.fold(word).replace(ENDING_DOTS, "")));
  return [...folded].map(word).filter((item) => item.terms.length > 0);
}

/**
 * @param {string} folded
 * @returns {Word}
 */
function word(folded) {
  const chars = [...folded];
  const terms = termsOf(chars);
  const alone = chars.length <= 2 && chars.every((char) => !isWord(char) && !separates(char));
  const exact = terms.length === 1 && (alone || (chars.every(isWord) && chars.length <= LONGEST_WORD));
  return { folded, terms, exact };
}

/**
 * @param {string[]} chars
 * @returns {Term[]}
 */
function termsOf(chars) {
  /** @type {Map<string, Term>} */
  const found = new Map();
  const add = (/** @type {string} */ name, beginning = false) => found.set(name, { name, beginning });
  for (let place = 0; place < chars.length; ) {
    const char = /** @type {string} */ (chars[place]);
    if (separates(char)) {
      place += 1;
      continue;
    }
    const start = place;
    place += 1;
    if (isWord(char)) {
      while (place < chars.length && isWord(/** @type {string} */ (chars[place]))) place += 1;
      addWord(chars.slice(start, place).join(""), place === chars.length, add);
    }
    const next = chars[place];
    const before = chars[start - 1];
    if (next !== undefined && !separates(next)) add(chars[place - 1] + next);
    else if (!isWord(char) && (before === undefined || separates(before))) add(char);
  }
  return [...found.values()];
}

/**
 * @param {string} name
 * @param {boolean} isLast more may follow the last word, so it finds every word that begins so
 * @param {(name: string, beginning?: boolean) => void} add
 */
function addWord(name, isLast, add) {
  if (!isLast || name.length > LONGEST_WORD) add(name.slice(0, LONGEST_WORD));
  else if (name.length <= LONGEST_MARKED_BEGINNING) add(`${name}*`);
  else add(name, true);
}

/**
 * The same terms, with the last word as a whole word instead of a beginning; null where there is no difference.
 * @param {Word} word
 * @returns {Term[] | null}
 */
export function whole(word) {
  const open = word.terms.find((term) => term.beginning || term.name.endsWith("*"));
  return open ? [{ name: open.name.replace("*", ""), beginning: false }] : null;
}
