// Whether a text holds what was asked for, and which parts of it to show and to mark.

import { isWord } from "./folding.js";

/** @typedef {import("./types").Piece} Piece */
/** @typedef {import("./days.js").Days} Days */
/** @typedef {import("./types").Wanted} Wanted */
/** @typedef {import("./types").Word} Word */
/** @typedef {import("./folding.js").Folding} Folding */

const BEFORE = 24;
const CONTEXT = 96;
/** What stands before the thousands of a larger number. */
const WITHIN_NUMBER = /[0-9],$/;
const ELLIPSIS = "…";

/**
 * The next place from `from` on where the word stands: anywhere, but one that begins with a letter or digit only
 * where a word begins.
 * @param {string} folded
 * @param {string} word
 * @param {number} from
 */
export function findWord(folded, word, from = 0) {
  const atStart = isWord(word.charAt(0));
  for (let place = folded.indexOf(word, from); place >= 0; place = folded.indexOf(word, place + 1)) {
    if (!atStart || place === 0 || !isWord(folded.charAt(place - 1))) return place;
  }
  return -1;
}

/**
 * Where a word, or the day that it is, stands from `from` on, and how long it is there; null if it does not.
 * @param {string} folded
 * @param {Word} word
 * @param {Days} days
 * @param {number} [from]
 * @returns {{at: number, length: number} | null}
 */
export function find(folded, word, days, from = 0) {
  const { day } = word;
  if (day !== null) {
    for (const found of days.found(folded, from)) if (found.terms.includes(day)) return found;
    return null;
  }
  let at = findWord(folded, word.folded, from);
  while (word.isNumber && WITHIN_NUMBER.test(folded.slice(0, Math.max(0, at)))) at = findWord(folded, word.folded, at + 1);
  return at < 0 ? null : { at, length: word.folded.length };
}

/**
 * @param {Wanted[]} wanted
 * @param {string[]} texts folded
 * @param {Days} days
 */
export function holdsAll(wanted, texts, days) {
  const holds = (/** @type {Word} */ word) => texts.some((text) => find(text, word, days));
  return wanted.every((readings) => readings.some((words) => words.every(holds)));
}

/**
 * The text in pieces, matches marked.
 * @param {string} text
 * @param {Wanted[]} wanted
 * @param {Folding} folding
 * @param {Days} days
 * @returns {Piece[]}
 */
export function marked(text, wanted, folding, days) {
  return pieces(text, places(text, wanted, folding, days));
}

/**
 * The line of the text that holds most, or the longest where only the heading matches, and what to show of it.
 * @param {string} text
 * @param {Wanted[]} wanted
 * @param {Folding} folding
 * @param {Days} days
 * @returns {{line: string, pieces: Piece[]}}
 */
export function context(text, wanted, folding, days) {
  const lines = text.split("\n").filter((line) => line.trim());
  const held = lines.map((line) => {
    const folded = folding.fold(line);
    return wanted.filter((readings) => readings.flat().some((word) => find(folded, word, days))).length;
  });
  const best = Math.max(0, ...held);
  const line = (best > 0 ? lines[held.indexOf(best)] : longest(lines)) ?? "";
  return { line, pieces: line ? cut(line, places(line, wanted, folding, days)) : [] };
}

/** @param {string[]} lines */
function longest(lines) {
  return lines.reduce((found, line) => (line.length > found.length ? line : found), lines[0] ?? "") || undefined;
}

/**
 * @param {string} line
 * @param {[number, number][]} found
 */
function cut(line, found) {
  const first = found[0]?.[0] ?? 0;
  const start = whole(line, first > BEFORE && line.length > CONTEXT ? first - BEFORE : 0);
  const end = whole(line, Math.min(line.length, start + CONTEXT));
  /** @type {[number, number][]} */
  const inside = found.filter(([from]) => from < end).map(([from, to]) => [from - start, Math.min(to, end) - start]);
  const shown = pieces(line.slice(start, end), inside);
  if (start > 0) shown.unshift({ text: ELLIPSIS, mark: false });
  if (end < line.length) shown.push({ text: ELLIPSIS, mark: false });
  return shown;
}

/**
 * A place that does not stand between the halves of one character.
 * @param {string} line
 * @param {number} place
 */
function whole(line, place) {
  const code = line.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}

/**
 * Where in the text the words stand: from, to; in order, apart.
 * @param {string} text
 * @param {Wanted[]} wanted
 * @param {Folding} folding
 * @param {Days} days
 * @returns {[number, number][]}
 */
function places(text, wanted, folding, days) {
  const { folded, places: origin } = folding.mapped(text);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of wanted.flat(2)) {
    for (let next = find(folded, word, days); next; next = find(folded, word, days, next.at + next.length)) {
      const from = origin[next.at] ?? 0;
      // a blank between Chinese characters is folded away, and ends no word
      found.push([from, from + text.slice(from, endOf(origin, next.at + next.length)).trimEnd().length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return merged(found);
}

/**
 * Where the character ends of which the folded place `end - 1` is a part.
 * @param {number[]} origin
 * @param {number} end
 */
function endOf(origin, end) {
  const last = origin[end - 1];
  while (end < origin.length - 1 && origin[end] === last) end += 1;
  return origin[end] ?? 0;
}

/** @param {[number, number][]} sorted */
function merged(sorted) {
  /** @type {[number, number][]} */
  const apart = [];
  for (const [from, to] of sorted) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/**
 * @param {string} text
 * @param {[number, number][]} found
 * @returns {Piece[]}
 */
function pieces(text, found) {
  /** @type {Piece[]} */
  const made = [];
  let done = 0;
  for (const [from, to] of found) {
    if (from > done) made.push({ text: text.slice(done, from), mark: false });
    if (to > from) made.push({ text: text.slice(from, to), mark: true });
    done = to;
  }
  if (done < text.length) made.push({ text: text.slice(done), mark: false });
  return made;
}
