// Candidates in their order → those whose text holds what was asked for, one after the other, as far as wanted.

import { size } from "./candidates.js";
import { holdsAll } from "./matching.js";

/** @typedef {import("./types").Row} Row */
/** @typedef {import("./types").Wanted} Wanted */
/** @typedef {import("./days.js").Days} Days */
/** @typedef {import("./open_notices.js").OpenNotices} OpenNotices */
/** @typedef {import("./candidates.js").Candidates} Candidates */
/** @typedef {import("./ranking.js").Candidate} Candidate */
/** @typedef {import("./folding.js").Folding} Folding */

const AT_ONCE = 60;

export class Verifying {
  /**
   * @param {Wanted[]} wanted
   * @param {Candidates[]} found
   * @param {Iterator<Candidate>} order
   * @param {{folding: Folding, days: Days}} index
   * @param {OpenNotices} open
   */
  constructor(wanted, found, order, { folding, days }, open) {
    this.open = open;
    this.wanted = wanted;
    this.found = found;
    this.order = order;
    this.folding = folding;
    this.days = days;
    /** Whether every candidate is a hit: each word has one term, which says all. */
    this.isCertain = wanted.flat(2).every((word) => word.exact);
    /** @type {[Candidate, Row][]} */
    this.hits = [];
    /** @type {Set<string>} */
    this.settled = new Set();
    /** Candidates that were taken up, each at most for its heading and for its text. @type {Set<string>} */
    this.turns = new Set();
    this.isDone = false;
  }

  /** How many hits there are; an estimate unless `exact`: as many of the rest as of what was looked at. */
  get count() {
    if (this.isDone) return { total: this.hits.length, exact: true };
    const all = size(this.found);
    if (this.isCertain) return { total: all, exact: true };
    const rate = this.hits.length / Math.max(1, this.settled.size);
    return { total: this.hits.length + Math.round((all - this.settled.size) * rate), exact: false };
  }

  /**
   * Pass over the first hits without looking at them; only where every candidate is one.
   * @param {number} count
   */
  skip(count) {
    while (this.settled.size < count && !this.isDone) {
      for (const candidate of this.#next(count - this.settled.size)) this.#settle(candidate, []);
    }
  }

  /**
   * Look at candidates until there are `wanted` hits, or no more candidates.
   * @param {number} wanted
   * @param {AbortSignal} [signal]
   */
  async until(wanted, signal) {
    for await (const _ of this.towards(wanted, signal));
  }

  /**
   * The same; stops at each hit, as soon as it is known that none comes before it.
   * @param {number} wanted
   * @param {AbortSignal} [signal]
   */
  async *towards(wanted, signal) {
    while (this.hits.length < wanted && !this.isDone) {
      yield* this.look(Math.min(wanted - this.hits.length, AT_ONCE), signal);
    }
  }

  /**
   * Look at so many more documents; stops at each hit.
   * @param {number} count
   * @param {AbortSignal} [signal]
   */
  async *look(count, signal) {
    const some = this.#next(count).map((candidate) => ({ candidate, row: candidate.segment.row(candidate.document, signal) }));
    for (const { row } of some) row.catch(() => undefined); // whoever waits for it is told
    for (const { candidate, row } of some) {
      const before = this.hits.length;
      this.#look(candidate, await row);
      if (this.hits.length > before) yield;
    }
  }

  /**
   * The next candidates that are not settled, of so many documents. One that came for its heading may come again for its
   * text among the same: only after its text was looked at is it known whether that turn is needed.
   * @param {number} count
   */
  #next(count) {
    /** @type {Candidate[]} */
    const some = [];
    /** @type {Set<string>} */
    const documents = new Set();
    while (documents.size < count) {
      const { value, done } = this.order.next();
      if (done) {
        this.isDone = true;
        break;
      }
      const turn = `${key(value)} ${value.byHeading}`;
      if (this.settled.has(key(value)) || this.turns.has(turn)) continue;
      this.turns.add(turn);
      documents.add(key(value));
      some.push(value);
    }
    return some;
  }

  /**
   * @param {Candidate} candidate
   * @param {Row} row
   */
  #look(candidate, row) {
    if (this.settled.has(key(candidate))) return;
    const [, name, title, , , , id] = row;
    const heading = this.folding.fold(candidate.segment.entry.attached ? (title ?? "") : `${title}\n${id || name}`);
    if (holdsAll(this.wanted, [heading], this.days)) this.#settle(candidate, row);
    else if (candidate.byHeading) return;
    else if (holdsAll(this.wanted, this.#texts(candidate, row, heading), this.days)) this.#settle(candidate, row);
    else this.settled.add(key(candidate));
  }

  /**
   * @param {Candidate} candidate
   * @param {Row} row
   * @param {string} heading
   */
  #texts({ segment, document }, row, heading) {
    const names = this.open.names(segment, document, row);
    return [heading, this.folding.fold(row[3] ?? ""), this.folding.fold(names)];
  }

  /**
   * @param {Candidate} candidate
   * @param {Row} row
   */
  #settle(candidate, row) {
    if (this.settled.has(key(candidate))) return;
    this.settled.add(key(candidate));
    this.hits.push([candidate, row]);
  }
}

/** @param {Candidate} candidate */
function key({ segment, document }) {
  return `${segment.entry.prefix}${segment.entry.start + document}`;
}
