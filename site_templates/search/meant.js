// Words that were probably meant where nothing holds what was typed: by sound, or but a sign away. Offered, never results.

import { isWord } from "./folding.js";

/** @typedef {import("./types").Word} Word */
/** @typedef {import("./segment.js").Segment} Segment */

const MOST = 5;
/** Letters without blanks, as pinyin is typed. */
const LETTERS = /^[a-z]{2,}$/;
/** So many titles that share most of the signs are looked at. */
const LOOKED_AT = 12;
/** Fewer terms say too little about which title was meant. */
const FEWEST_TERMS = 3;
/** For so many signs that were typed one may be wrong. */
const SIGNS_FOR_AN_ERROR = 5;
const MOST_ERRORS = 2;

/**
 * Words that are spoken as typed, in full or by the first letters of their syllables; what fits in full first.
 * @param {string} folded
 * @param {string[]} spoken lines like "wu xiao 吴晓"
 * @returns {string[]}
 */
export function bySound(folded, spoken) {
  /** @type {[number, string][]} */
  const found = [];
  for (const line of spoken) {
    const parts = line.split(" ");
    const word = /** @type {string} */ (parts.pop());
    const whole = parts.join("");
    const initials = parts.map((part) => part.charAt(0)).join("");
    if (whole.startsWith(folded) || initials.startsWith(folded)) {
      found.push([Number(whole !== folded && initials !== folded), word]);
    }
  }
  found.sort((one, other) => one[0] - other[0] || one[1].length - other[1].length);
  return [...new Set(found.map(([, word]) => word))].slice(0, MOST);
}

/** @param {string} folded */
export function isSpoken(folded) {
  return LETTERS.test(folded);
}

/**
 * Parts of titles that differ from the word in few signs.
 * @param {Word} word
 * @param {Segment[]} segments
 * @param {import("./folding.js").Folding} folding
 * @param {AbortSignal} [signal]
 * @returns {Promise<string[]>}
 */
export async function nearMisses(word, segments, folding, signal) {
  const signs = [...word.folded];
  const terms = word.terms.filter(({ name }) => ![...name].every(isWord) && name.length > 1);
  if (terms.length < FEWEST_TERMS) return [];
  const errors = Math.min(MOST_ERRORS, Math.max(1, Math.floor(signs.length / SIGNS_FOR_AN_ERROR)));
  const counted = await Promise.all(segments.map((segment) => sharing(segment, terms, signal)));
  const best = counted.flat().sort((one, other) => other.shared - one.shared).slice(0, LOOKED_AT);
  const rows = await Promise.all(best.map(({ segment, document }) => segment.row(document, signal)));
  /** @type {Map<string, {text: string, distance: number}>} */
  const found = new Map();
  for (const row of rows) {
    const near = closestPart(row[2] ?? "", word.folded, folding);
    if (near && near.distance > 0 && near.distance <= errors) found.set(folding.fold(near.text), near);
  }
  return [...found.values()].sort((one, other) => one.distance - other.distance).map(({ text }) => text).slice(0, MOST);
}

/**
 * The documents whose title shares terms, and how many.
 * @param {Segment} segment
 * @param {import("./types").Term[]} terms
 * @param {AbortSignal} [signal]
 */
async function sharing(segment, terms, signal) {
  const lists = await Promise.all(terms.map((term) => segment.postings(term, signal)));
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { heading } of lists) for (const document of heading) counts.set(document, (counts.get(document) ?? 0) + 1);
  const least = Math.ceil(terms.length / 3);
  return [...counts].filter(([, shared]) => shared >= least).map(([document, shared]) => ({ segment, document, shared }));
}

/**
 * The part of a text that becomes the word by the fewest changes of one sign (Sellers 1980), as it was typed.
 * @param {string} text
 * @param {string} word folded
 * @param {import("./folding.js").Folding} folding
 */
function closestPart(text, word, folding) {
  const { folded, places } = folding.mapped(text);
  /** For each length of the word's beginning: changes, and where the part begins. @type {[number, number][]} */
  let before = Array.from({ length: word.length + 1 }, (_, size) => [size, 0]);
  let best = { distance: word.length, start: 0, end: 0 };
  for (let end = 1; end <= folded.length; end++) {
    /** @type {[number, number][]} */
    const now = [[0, end]];
    for (let size = 1; size <= word.length; size++) {
      const [kept, from] = /** @type {[number, number]} */ (before[size - 1]);
      const [added, fromAdded] = /** @type {[number, number]} */ (now[size - 1]);
      const [left, fromLeft] = /** @type {[number, number]} */ (before[size]);
      const change = kept + Number(folded[end - 1] !== word[size - 1]);
      if (change <= added + 1 && change <= left + 1) now.push([change, from]);
      else now.push(added < left ? [added + 1, fromAdded] : [left + 1, fromLeft]);
    }
    const [distance, start] = /** @type {[number, number]} */ (now[word.length]);
    const isLonger = distance === best.distance && end - start <= word.length && start === best.start;
    if (distance < best.distance || isLonger) best = { distance, start, end };
    before = now;
  }
  if (best.end <= best.start) return null;
  return { distance: best.distance, text: text.slice(places[best.start], places[best.end]) };
}
