// Words that were probably meant where nothing holds what was typed: by sound, or but a sign or letter away. Offered, never results.

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
/** Of so many letters one may be wrong, and of so many two. */
const [LETTERS_FOR_AN_ERROR, LETTERS_FOR_TWO] = [4, 9];
/** So many parts of titles are followed at a time. */
const MOST_PARTS = 20;

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

/**
 * The letters that were typed, as pinyin may be: with blanks or without.
 * @param {string} folded
 * @returns {string | null}
 */
export function letters(folded) {
  const typed = folded.replaceAll(" ", "");
  return LETTERS.test(typed) ? typed : null;
}

/**
 * Parts of titles that are spoken as typed, in full or by the first letters, wherever in a title they stand: made of
 * pairs of characters of which one ends with what the next begins with. What is longer than a pair may be no part at all.
 * @param {string} typed
 * @param {(letter: string) => Promise<string[]>} pairsOf lines like "tiao li 条例", the most frequent first
 * @returns {Promise<string[]>}
 */
export async function withinTitles(typed, pairsOf) {
  const said = [(/** @type {string} */ syllable) => syllable, (/** @type {string} */ syllable) => syllable.charAt(0)];
  /** @type {string[]} */
  const found = [];
  for (const spelled of said) {
    /** What is made so far, how its last character is spoken, and what is typed from there on. @type {Part[]} */
    let parts = [{ text: "", last: "", rest: typed }];
    while (parts.length > 0) {
      /** @type {Part[]} */
      const longer = [];
      for (const { text, last, rest } of parts) {
        for (const [one, other, pair] of (await pairsOf(rest.charAt(0))).map(fields)) {
          if (text && (last !== one || text.at(-1) !== pair.charAt(0))) continue;
          if (!rest.startsWith(spelled(one))) continue;
          const [left, next] = [rest.slice(spelled(one).length), spelled(other)];
          const made = text + (text ? pair.slice(1) : pair);
          if (left && next.startsWith(left)) found.push(made);
          else if (left.startsWith(next) && left.length > next.length) longer.push({ text: made, last: other, rest: left });
        }
      }
      parts = longer.slice(0, MOST_PARTS);
    }
  }
  return [...new Set(found)].slice(0, MOST);
}

/** @typedef {{text: string, last: string, rest: string}} Part */

/** @param {string} line @returns {[string, string, string]} */
function fields(line) {
  return /** @type {[string, string, string]} */ (line.split(" "));
}

/**
 * Words that are spoken, or written in letters, almost as typed, in full or from their beginning on: with a letter too
 * many, missing, wrong, or two of them exchanged.
 * @param {string} typed
 * @param {string[]} spoken lines like "wu xiao 吴晓"
 * @returns {string[]}
 */
export function almostSpoken(typed, spoken) {
  const most = typed.length < LETTERS_FOR_AN_ERROR ? 0 : typed.length < LETTERS_FOR_TWO ? 1 : MOST_ERRORS;
  /** @type {[number, string][]} */
  const found = [];
  for (const line of most > 0 ? spoken : []) {
    const syllables = line.split(" ");
    const word = /** @type {string} */ (syllables.pop());
    const changes = distances(typed, syllables.join(""), most);
    let end = 0;
    let best = { distance: most + 1, taken: 0 };
    syllables.forEach((syllable, place) => {
      end += syllable.length;
      const distance = changes[end] ?? most + 1;
      if (distance < best.distance) best = { distance, taken: place + 1 };
    });
    if (best.distance > 0 && best.distance <= most) found.push([best.distance, best.taken === syllables.length ? word : [...word].slice(0, best.taken).join("")]);
  }
  found.sort((one, other) => one[0] - other[0] || one[1].length - other[1].length);
  return [...new Set(found.map(([, word]) => word))].filter((word) => word.length > 1).slice(0, MOST);
}

/**
 * For each beginning of a word by how many changes the typed letters become it (Damerau 1964; no pair is changed twice).
 * @param {string} typed
 * @param {string} word
 * @param {number} most beginnings much longer than what was typed are left out
 */
function distances(typed, word, most) {
  const size = Math.min(word.length, typed.length + most) + 1;
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: size }, (_, at) => at)];
  for (let row = 1; row <= typed.length; row++) {
    const now = [row];
    for (let at = 1; at < size; at++) {
      const isSame = typed[row - 1] === word[at - 1];
      let least = Math.min(/** @type {number} */ (last[at - 1]) + Number(!isSame), /** @type {number} */ (last[at]) + 1, /** @type {number} */ (now[at - 1]) + 1);
      const isExchanged = row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      if (isExchanged) least = Math.min(least, /** @type {number} */ (before[at - 2]) + 1);
      now.push(least);
    }
    [before, last] = [last, now];
  }
  return last;
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
