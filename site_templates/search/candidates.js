// Words → the documents of a segment that may hold all of them.

import { allOf, any, both, NOTHING } from "./postings.js";
import { whole } from "./query.js";

/** @typedef {import("./types").Word} Word */
/** @typedef {import("./types").Term} Term */
/** @typedef {import("./segment.js").Segment} Segment */

/**
 * The candidates of one segment, ascending. `heading`: those whose heading alone may hold all words;
 * `whole`: those of them that do not merely begin so.
 * @typedef {{segment: Segment, all: Uint32Array, heading: Uint32Array, whole: Uint32Array}} Candidates
 */

/** So many terms of a word are looked up at once. */
const AT_ONCE = 2;
/** So few candidates cost less to look at than another term. */
const FEW = 20;

/**
 * The terms that are worth their bytes: of a long word `most`, far apart from each other. At first rare ones alone,
 * if it has any. The text is verified anyway.
 * @param {Word} word
 * @param {Segment[]} segments
 * @param {number} most
 * @returns {Term[]}
 */
function worthwhile(word, segments, most) {
  if (word.terms.length <= most) return word.terms;
  const [largest] = [...segments].sort((one, other) => other.count - one.count);
  const isRare = (/** @type {Term} */ term) => !largest?.frequent.has(term.name);
  const rare = spread(word.terms.filter(isRare), most);
  if (rare.length > 0 && most <= AT_ONCE) return rare;
  return [...rare, ...spread(word.terms.filter((term) => !isRare(term)), most - rare.length)];
}

/**
 * @param {Term[]} terms
 * @param {number} most
 */
function spread(terms, most) {
  if (terms.length <= most) return terms;
  const step = (terms.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, index) => /** @type {Term} */ (terms[Math.round(index * step)]));
}

/**
 * The candidates of every segment, of so many terms that few of them are left or hold something else; without words,
 * all documents.
 * @param {Word[]} words
 * @param {Segment[]} segments
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
export async function candidates(words, segments, signal) {
  const longest = Math.max(0, ...words.map((word) => word.terms.length));
  for (let most = AT_ONCE; ; most += AT_ONCE) {
    const found = await byTerms(words, segments, most, signal);
    if (most >= longest || size(found) <= FEW) return found;
  }
}

/**
 * The candidates by every term there is.
 * @param {Word[]} words
 * @param {Segment[]} segments
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
export function closest(words, segments, signal) {
  return byTerms(words, segments, Infinity, signal);
}

/**
 * @param {Word[]} words
 * @param {Segment[]} segments
 * @param {number} most terms of each word
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
function byTerms(words, segments, most, signal) {
  const terms = words.flatMap((word) => worthwhile(word, segments, most));
  const asWhole = words.flatMap((word) => whole(word) ?? []);
  return Promise.all(segments.map((segment) => inSegment(segment, terms, asWhole, signal)));
}

/**
 * @param {Segment} segment
 * @param {Term[]} terms
 * @param {Term[]} asWhole
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates>}
 */
async function inSegment(segment, terms, asWhole, signal) {
  if (terms.length === 0) return { segment, all: allOf(segment.count), heading: NOTHING, whole: NOTHING };
  const lookUp = (/** @type {Term} */ term) => segment.postings(term, signal);
  const [found, wholes] = await Promise.all([Promise.all(terms.map(lookUp)), Promise.all(asWhole.map(lookUp))]);
  const heading = smallestFirst(found.map((lists) => lists.heading)).reduce(both);
  const all = smallestFirst(found.map((lists) => any([lists.body, lists.heading]))).reduce(both);
  const headings = wholes.map((lists) => lists.heading);
  return { segment, all, heading, whole: headings.length > 0 ? headings.reduce(both, heading) : NOTHING };
}

/** @param {Uint32Array[]} lists */
function smallestFirst(lists) {
  return lists.sort((one, other) => one.length - other.length);
}

/**
 * How many candidates there are.
 * @param {Candidates[]} found
 */
export function size(found) {
  return found.reduce((sum, { all }) => sum + all.length, 0);
}

/**
 * The candidates that pass.
 * @param {Candidates} found
 * @param {(document: number) => boolean} isWanted
 * @returns {Candidates}
 */
export function narrowed({ segment, all, heading, whole }, isWanted) {
  return { segment, all: all.filter(isWanted), heading: heading.filter(isWanted), whole: whole.filter(isWanted) };
}
