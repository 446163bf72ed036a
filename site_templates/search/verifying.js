// Candidates in their order → those whose text holds what was asked for, one after the other, as far as wanted.

import { size } from "./candidates.js";
import { holdsAll } from "./matching.js";
import { inAllLanguages } from "./titles.js";

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
    /** Of each segment, the attachments that may help its records. */
    this.joined = new Map(found.map(({ segment, joined }) => [segment, joined]));
    /** Whether every candidate is a hit: each word has one term, which says all. */
    this.isCertain = wanted.flat(2).every((word) => word.exact);
    /** Each with the rows of attachments without which it would be none. @type {[Candidate, Row, Row[]][]} */
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
    const some = this.#next(count).map((candidate) => ({ candidate, rows: this.#rows(candidate, signal) }));
    for (const { rows } of some) rows.catch(() => undefined); // whoever waits for them is told
    for (const { candidate, rows } of some) {
      const before = this.hits.length;
      this.#look(candidate, ...(await rows));
      if (this.hits.length > before) yield;
    }
  }

  /**
   * The row of a candidate, and those of its attachments that may help it.
   * @param {Candidate} candidate
   * @param {AbortSignal} [signal]
   * @returns {Promise<[Row, ...Row[]]>}
   */
  #rows({ segment, document, byHeading }, signal) {
    const helping = byHeading ? [] : (this.joined.get(segment)?.get(document) ?? []);
    const rows = [{ segment, document }, ...helping].map((one) => one.segment.row(one.document, signal));
    return /** @type {Promise<[Row, ...Row[]]>} */ (Promise.all(rows));
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
   * @param {Row[]} attached
   */
  #look(candidate, row, ...attached) {
    if (this.settled.has(key(candidate))) return;
    const [, name, title, , , , id] = row;
    const titles = inAllLanguages(title ?? "");
    const heading = this.folding.fold(candidate.segment.entry.attached ? titles : `${titles}\n${id || name}`);
    if (holdsAll(this.wanted, [heading], this.days)) this.#settle(candidate, row);
    else if (candidate.byHeading) return;
    else if (holdsAll(this.wanted, this.#texts(candidate, row, heading), this.days)) this.#settle(candidate, row);
    else if (this.#holdTogether(this.#texts(candidate, row, heading), attached)) this.#settle(candidate, row, attached);
    else this.settled.add(key(candidate));
  }

  /**
   * Whether a record's texts and its attachments hold all, and no attachment by itself, which is found alone.
   * @param {string[]} own
   * @param {Row[]} attached
   */
  #holdTogether(own, attached) {
    const texts = attached.map((row) => [this.folding.fold(row[2] ?? ""), this.folding.fold(row[3] ?? "")]);
    if (texts.length === 0 || texts.some((one) => holdsAll(this.wanted, one, this.days))) return false;
    return holdsAll(this.wanted, [...own, ...texts.flat()], this.days);
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
   * @param {Row[]} [attached]
   */
  #settle(candidate, row, attached = []) {
    if (this.settled.has(key(candidate))) return;
    this.settled.add(key(candidate));
    this.hits.push([candidate, row, attached]);
  }
}

/** @param {Candidate} candidate */
function key({ segment, document }) {
  return `${segment.entry.prefix}${segment.entry.start + document}`;
}
