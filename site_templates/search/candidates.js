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

/** So many terms of a word lead to its first results. */
export const ENOUGH = 2;

/**
 * The terms that are worth their bytes: of a long word `most`, rare ones if it has any, far apart from each other. The
 * text is verified anyway.
 * @param {Word} word
 * @param {Segment[]} segments
 * @param {number} most
 * @returns {Term[]}
 */
function worthwhile(word, segments, most) {
  if (word.terms.length <= most) return word.terms;
  const [largest] = [...segments].sort((one, other) => other.count - one.count);
  const isRare = (/** @type {Term} */ term) => !largest?.frequent.has(term.name);
  const rare = word.terms.filter(isRare);
  const frequent = word.terms.filter((term) => !isRare(term));
  return rare.length > 0 ? spread(rare, most) : spread(frequent, most);
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
 * The candidates of every segment; without words, all documents.
 * @param {Word[]} words
 * @param {Segment[]} segments
 * @param {number} most terms of each word that are looked up: the more, the fewer candidates hold something else
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
export function candidates(words, segments, most, signal) {
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
