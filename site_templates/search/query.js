// What a person typed → words in all their spellings, each with the terms by which documents that may hold it are found.

import { isWord, separates } from "./folding.js";

/** @typedef {import("./types").Word} Word */
/** @typedef {import("./types").Term} Term */
/** @typedef {import("./types").Wanted} Wanted */

const LONGEST_WORD = 24;
const LONGEST_MARKED_BEGINNING = 3;
const LONGEST_QUERY = 400;
const QUOTED = /"([^"]+)"|“([^”]+)”|「([^」]+)」/gu;
const BETWEEN_WORDS = /[\s、，；]+/u;
/** So many words a day may be without quotation marks: 2026 年 3 月 15 日, 15 March 2026. */
const SIZES_OF_DAY = [6, 5, 4, 3, 2];
const MONTH_NAME = /[a-z]/;
const GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])/;
/** Pages show signs between thousands from here on. */
const LONG_NUMBER = /^[0-9]{5,}/;
const BEFORE_THOUSANDS = /(?!^)(?=(?:[0-9]{3})+$)/g;
/** What follows the dot of a name is still to be typed. */
const ENDING_DOTS = /\.+$/;

/**
 * What a query asks for: what stands in quotes is one word, other words end at blanks and at 、，；. A number or a day is
 * asked for in all its spellings. A word without a letter, digit or character is none.
 * @param {string} text
 * @param {import("./folding.js").Folding} folding
 * @param {import("./days.js").Days} days
 * @returns {Wanted[]}
 */
export function parse(text, folding, days) {
  /** @type {string[]} */
  const written = [];
  const rest = text.slice(0, LONGEST_QUERY).replace(QUOTED, (_all, straight, curly, corner) => {
    written.push(straight ?? curly ?? corner);
    return " ";
  });
  const folded = (/** @type {string} */ part) => folding.fold(part).replace(ENDING_DOTS, "");
  const words = rest.split(BETWEEN_WORDS).filter(Boolean);
  const wanted = written.map((phrase) => readings([phrase], folded, days));
  for (let place = 0; place < words.length; ) {
    const size = SIZES_OF_DAY.find((most) => days.asked(folded(words.slice(place, place + most).join(" ")))) ?? 1;
    wanted.push(readings(words.slice(place, place + size), folded, days));
    place += size;
  }
  const different = new Map(wanted.map((one) => [JSON.stringify(one), one]));
  return [...different.values()].filter((one) => one.length > 0);
}

/**
 * The words as they are, and the day or the number that they are in another spelling.
 * @param {string[]} parts
 * @param {(part: string) => string} folded
 * @param {import("./days.js").Days} days
 * @returns {Wanted}
 */
function readings(parts, folded, days) {
  const whole = folded(parts.join(" "));
  const literal = parts.map((part) => word(folded(part))).filter((item) => item.terms.length > 0);
  const day = days.asked(whole);
  if (day) {
    const meant = { folded: whole, terms: [{ name: day, beginning: false }], exact: true, day, isNumber: false };
    // A day in numbers stands in the index wherever it stands in a text; behind the name of a month more letters may follow.
    return MONTH_NAME.test(whole) ? [[meant], literal] : [[meant]];
  }
  const other = otherNumber(whole);
  return literal.length === 0 ? [] : other ? [literal, [{ ...word(other), exact: false, isNumber: true }]] : [literal];
}

/**
 * A number with the signs between its thousands instead of without, or the other way round.
 * @param {string} folded
 */
function otherNumber(folded) {
  if (GROUPED.test(folded)) return folded.replace(GROUPED, (number) => number.replaceAll(",", ""));
  const whole = LONG_NUMBER.exec(folded)?.[0];
  return whole ? whole.replace(BEFORE_THOUSANDS, ",") + folded.slice(whole.length) : null;
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
  return { folded, terms, exact, day: null, isNumber: false };
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
