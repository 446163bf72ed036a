// Words → the documents of a segment that may hold all of them.

import { isWord } from "./folding.js";
import { allOf, any, both, NOTHING } from "./postings.js";
import { whole } from "./query.js";

/** @typedef {import("./open_notices.js").OpenNotices} OpenNotices */
/** @typedef {import("./types").Wanted} Wanted */
/** @typedef {import("./types").Word} Word */
/** @typedef {import("./types").Term} Term */
/** @typedef {import("./segment.js").Segment} Segment */

/**
 * The candidates of one segment, ascending. `heading`: those whose heading alone may hold all words;
 * `whole`: those of them that do not merely begin so; `joined`: the attachments of those that may hold all words together
 * with them; `each`: what may hold each of what is wanted.
 * @typedef {{segment: Segment, all: Uint32Array, heading: Uint32Array, whole: Uint32Array, joined: Joined, each: Uint32Array[]}} Candidates
 */
/** @typedef {Map<number, {segment: Segment, document: number}[]>} Joined */

/** A word and the terms of it that are looked up. @typedef {{word: Word, terms: Term[]}} LookedUp */

/** So many terms of a word are looked up at once. */
const AT_ONCE = 2;
/** So many files a browser asks a server of HTTP/1.1 for at a time. */
const REQUESTS = 6;
/** Of so many segments at least the newest records are looked at before all others. */
const NEWEST = 2;
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
 * The candidates of every segment, of so many terms that few of them are left or hold something else; where nothing is
 * wanted, all documents.
 * @param {Wanted[]} wanted
 * @param {Segment[]} segments
 * @param {Promise<OpenNotices>} open
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
export async function candidates(wanted, segments, open, signal) {
  for await (const { found, isLast } of stages(wanted, segments, open, signal)) if (isLast) return found;
  return [];
}

/**
 * The same, by more terms each time: each set of candidates holds the next.
 * @param {Wanted[]} wanted
 * @param {Segment[]} segments
 * @param {Promise<OpenNotices>} open
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<{found: Candidates[], isLast: boolean}>}
 */
export async function* stages(wanted, segments, open, signal) {
  const words = wanted.flat(2);
  const longest = Math.max(0, ...words.map((word) => word.terms.length));
  // A pair of characters mostly tells the phrase that it is part of; a number of several does not.
  const isTelling = words.every(({ terms }) => terms.every(({ name }) => ![...name].every(isWord)));
  const first = isTelling && words.length * segments.length * AT_ONCE > REQUESTS ? 1 : AT_ONCE;
  for (let most = first; ; most = most < AT_ONCE ? AT_ONCE : most + AT_ONCE) {
    const found = await byTerms(wanted, segments, most, open, signal);
    const isLast = most >= longest || size(found) <= FEW;
    yield { found, isLast };
    if (isLast) return;
  }
}

/**
 * What stands first among the newest records, of no more segments than a browser asks for at a time: by best match those whose
 * title may hold all words, else all that have a date. No hit of another segment stands before those in their order.
 * `share`: how much of all documents was looked at. Nothing where all segments can be asked at once, and where attachments
 * may help a record that stands before others.
 * @param {Wanted[]} wanted
 * @param {"match" | "newest"} sort
 * @param {Segment[]} segments
 * @param {Promise<OpenNotices>} open
 * @param {AbortSignal} [signal]
 * @returns {Promise<{found: Candidates[], all: number, share: number} | null>}
 */
export async function newest(wanted, sort, segments, open, signal) {
  const files = wanted.flat(2).length * AT_ONCE;
  if (files === 0 || files * segments.length <= REQUESTS || (sort === "newest" && wanted.length > 1)) return null;
  const some = segments.filter(({ entry }) => entry.prefix === "").slice(-Math.max(NEWEST, Math.floor(REQUESTS / files)));
  const looked = await byTerms(wanted, some, AT_ONCE, open, signal);
  const isWhole = wholes(wanted).length > 0;
  const found = looked.map((part) => ({
    ...part,
    all: sort === "match" ? NOTHING : part.all.filter((document) => document >= part.segment.undated),
    heading: isWhole ? part.whole : part.heading,
    whole: NOTHING,
  }));
  return { found, all: size(looked), share: documentsOf(some) / documentsOf(segments) };
}

/** @param {Segment[]} segments */
function documentsOf(segments) {
  return segments.reduce((sum, { count }) => sum + count, 0);
}

/**
 * The terms of words by which a title that is such a word is told from one that begins so.
 * @param {Wanted[]} wanted
 */
function wholes(wanted) {
  return wanted.filter((readings) => readings.length === 1).flat(2).flatMap((word) => whole(word) ?? []);
}

/**
 * The candidates by every term there is.
 * @param {Wanted[]} wanted
 * @param {Segment[]} segments
 * @param {Promise<OpenNotices>} open
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
export function closest(wanted, segments, open, signal) {
  return byTerms(wanted, segments, Infinity, open, signal);
}

/**
 * @param {Wanted[]} wanted
 * @param {Segment[]} segments
 * @param {number} most terms of each word
 * @param {Promise<OpenNotices>} open
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
async function byTerms(wanted, segments, most, open, signal) {
  const looked = wanted.map((readings) =>
    readings.map((words) => words.map((word) => ({ word, terms: worthwhile(word, segments, most) }))),
  );
  const found = await Promise.all(segments.map((segment) => inSegment(segment, looked, wholes(wanted), open, signal)));
  return wanted.length > 1 ? together(found, wanted.flat(2).every((word) => word.exact), signal) : found;
}

/**
 * The same, with records that may hold what is wanted together with their attachments. Where it is `certain` what holds a
 * word, those are left out of which an attachment holds all of it: it is found by itself.
 * @param {Candidates[]} found
 * @param {boolean} certain
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates[]>}
 */
async function together(found, certain, signal) {
  const attached = found.filter(({ segment, each }) => segment.entry.attached && each.some((list) => list.length > 0));
  /** Of each record by its number: which of what is wanted its attachments may hold, and these. @type {Map<number, Helping>} */
  const helping = new Map();
  const known = await Promise.all(attached.map(async ({ segment, all, each }) => ({ segment, all, each, owners: await segment.owners(signal) })));
  const alone = new Set(certain ? known.flatMap(({ all, owners }) => [...all].map((document) => owners[document])) : []);
  for (const { segment, each, owners } of known) {
    each.forEach((list, wish) => list.forEach((document) => {
      const owner = /** @type {number} */ (owners[document]);
      if (alone.has(owner)) return;
      const help = helping.get(owner) ?? { wishes: new Set(), by: new Map() };
      helping.set(owner, help);
      help.wishes.add(wish);
      help.by.set(`${segment.entry.start} ${document}`, { segment, document });
    }));
  }
  if (helping.size === 0) return found;
  return found.map((part) => (part.segment.entry.prefix === "" ? withHelp(part, helping) : part));
}

/** @typedef {{wishes: Set<number>, by: Map<string, {segment: Segment, document: number}>}} Helping */

/**
 * @param {Candidates} part
 * @param {Map<number, Helping>} helping
 * @returns {Candidates}
 */
function withHelp(part, helping) {
  const { start, count } = part.segment.entry;
  const own = part.each.map((list) => new Set(list));
  /** @type {Joined} */
  const joined = new Map();
  for (const [owner, { wishes, by }] of helping) {
    const document = owner - start;
    if (document < 0 || document >= count) continue;
    if (own.every((list, wish) => wishes.has(wish) || list.has(document))) joined.set(document, [...by.values()]);
  }
  return { ...part, all: any([part.all, Uint32Array.from(joined.keys()).sort()]), joined };
}

/**
 * @param {Segment} segment
 * @param {LookedUp[][][]} wanted for each reading of what is wanted its words
 * @param {Term[]} asWhole
 * @param {Promise<OpenNotices>} open
 * @param {AbortSignal} [signal]
 * @returns {Promise<Candidates>}
 */
async function inSegment(segment, wanted, asWhole, open, signal) {
  if (wanted.length === 0) return { segment, all: allOf(segment.count), heading: NOTHING, whole: NOTHING, joined: new Map(), each: [] };
  const lookUp = (/** @type {Term} */ term) => segment.postings(term, signal);
  const ofTerm = async (/** @type {Term} */ term) => {
    const { body, heading } = await lookUp(term);
    return { all: any([body, heading]), heading };
  };
  const ofWord = async (/** @type {LookedUp} */ { word, terms }) => {
    const [found, notices] = await Promise.all([Promise.all(terms.map(ofTerm)), open]);
    const { all, heading } = inAll(found);
    return { all: any([all, notices.holding(segment, word)]), heading };
  };
  const ofReading = async (/** @type {LookedUp[]} */ words) => inAll(await Promise.all(words.map(ofWord)));
  const ofWanted = async (/** @type {LookedUp[][]} */ readings) => inAny(await Promise.all(readings.map(ofReading)));
  const [found, wholes] = await Promise.all([
    Promise.all(wanted.map(ofWanted)),
    Promise.all(asWhole.map(lookUp)),
  ]);
  const { all, heading } = inAll(found);
  const headings = wholes.map((lists) => lists.heading);
  const inWhole = headings.length > 0 ? headings.reduce(both, heading) : NOTHING;
  return { segment, all, heading, whole: inWhole, joined: new Map(), each: found.map((one) => one.all) };
}

/** @typedef {{all: Uint32Array, heading: Uint32Array}} Found documents that may hold something, and those in the heading */

/** @param {Found[]} found */
function inAll(found) {
  return {
    all: smallestFirst(found.map(({ all }) => all)).reduce(both),
    heading: smallestFirst(found.map(({ heading }) => heading)).reduce(both),
  };
}

/** @param {Found[]} found */
function inAny(found) {
  return { all: any(found.map(({ all }) => all)), heading: any(found.map(({ heading }) => heading)) };
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
export function narrowed({ segment, all, heading, whole, joined, each }, isWanted) {
  return { segment, joined, each, all: all.filter(isWanted), heading: heading.filter(isWanted), whole: whole.filter(isWanted) };
}
