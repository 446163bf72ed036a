// In which order candidates are looked at: what a reader wants first comes first.

/** @typedef {import("./candidates.js").Candidates} Candidates */
/** @typedef {import("./segment.js").Segment} Segment */
/** The day on which something ends for a document, "" if none does; and today. */
/** @typedef {{of: (segment: Segment, document: number) => string, today: string}} Deadlines */

/**
 * A candidate; `byHeading`: it counts here only if its heading holds all words, and comes again later if not.
 * @typedef {{segment: Segment, document: number, byHeading: boolean}} Candidate
 */

/**
 * @param {Candidates[]} found by segment, the oldest first
 * @param {import("./types").Query["sort"]} sort
 * @param {Deadlines | null} [deadlines] for the order of these
 * @returns {Generator<Candidate>}
 */
export function* ranked(found, sort, deadlines) {
  if (sort === "deadline" && deadlines) {
    yield* byDeadline(found, deadlines);
    return;
  }
  if (sort === "oldest") {
    yield* dated(found, false);
    return;
  }
  if (sort === "match") {
    for (const { segment, whole } of [...found].reverse()) yield* backwards(segment, whole, true);
    for (const { segment, heading } of [...found].reverse()) yield* backwards(segment, heading, true);
  }
  yield* dated(found, true);
}

/**
 * What is still to end, from the next on; then what is over, the latest first; then what has no deadline.
 * @param {Candidates[]} found
 * @param {Deadlines} deadlines
 * @returns {Generator<Candidate>}
 */
function* byDeadline(found, { of, today }) {
  const newestFirst = [...dated(found, true)].map((candidate) => ({ candidate, day: of(candidate.segment, candidate.document) }));
  const ahead = newestFirst.filter(({ day }) => day >= today).sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  const over = newestFirst.filter(({ day }) => day && day < today).sort((one, other) => (one.day > other.day ? -1 : Number(one.day < other.day)));
  for (const { candidate } of [...ahead, ...over, ...newestFirst.filter(({ day }) => !day)]) yield candidate;
}

/**
 * What has a date by that, and what has none after it.
 * @param {Candidates[]} found
 * @param {boolean} newestFirst
 * @returns {Generator<Candidate>}
 */
function* dated(found, newestFirst) {
  const split = found.map(({ segment, all }) => {
    const place = all.findIndex((document) => document >= segment.undated);
    const end = place < 0 ? all.length : place;
    return { segment, dated: all.subarray(end), undated: all.subarray(0, end) };
  });
  for (const { segment, dated } of newestFirst ? [...split].reverse() : attachedLast(split)) {
    yield* newestFirst ? backwards(segment, dated, false) : forwards(segment, dated);
  }
  for (const { segment, undated } of attachedLast(split)) yield* forwards(segment, undated);
}

/**
 * @template {{segment: Segment}} Part
 * @param {Part[]} parts
 */
function attachedLast(parts) {
  const isAttached = (/** @type {Part} */ { segment }) => segment.entry.attached;
  return [...parts.filter((part) => !isAttached(part)), ...parts.filter(isAttached)];
}

/**
 * @param {Segment} segment
 * @param {Uint32Array} documents
 * @param {boolean} byHeading
 * @returns {Generator<Candidate>}
 */
function* backwards(segment, documents, byHeading) {
  for (let place = documents.length - 1; place >= 0; place--) {
    yield { segment, document: /** @type {number} */ (documents[place]), byHeading };
  }
}

/**
 * @param {Segment} segment
 * @param {Uint32Array} documents
 * @returns {Generator<Candidate>}
 */
function* forwards(segment, documents) {
  for (const document of documents) yield { segment, document, byHeading: false };
}
