// One segment of the index: which file holds a term, a document, a column.

import { any, readColumn, readShard } from "./postings.js";

/** @typedef {import("./types").Postings} Postings */
/** @typedef {import("./types").Term} Term */
/** @typedef {import("./types").Row} Row */

const FOLDER = "search/index/";
const HASH_DIGITS = 8;
const SHARDS_A_BUNDLE = 8;
const BLOCKS_A_BUNDLE = 64;
const COLUMNS = 3;

export class Segment {
  /**
   * @param {import("./types").SegmentEntry} entry
   * @param {import("./store.js").Store} store
   */
  constructor(entry, store) {
    this.entry = entry;
    this.store = store;
    this.count = entry.count;
  }

  /** How many documents at the beginning have no date. */
  get undated() {
    const { years, count } = this.entry;
    return years[0]?.[0] ? 0 : (years[1]?.[1] ?? count);
  }

  /** @param {number} document */
  year(document) {
    const { years } = this.entry;
    let place = years.length - 1;
    while (place > 0 && /** @type {[string, number]} */ (years[place])[1] > document) place -= 1;
    return years[place]?.[0] ?? "";
  }

  /** @param {string} name of a term that many documents hold */
  isFrequent(name) {
    const { frequent } = this.entry;
    const place = lastUpTo(frequent, name);
    return place >= 0 && frequent[place] === name;
  }

  /**
   * The documents that hold a term.
   * @param {Term} term
   * @param {AbortSignal} [signal]
   * @returns {Promise<Postings>}
   */
  async postings({ name, beginning }, signal) {
    const shards = await Promise.all(this.#shards(name, beginning, signal));
    /** @type {Postings[]} */
    const found = [];
    for (const shard of shards) {
      if (beginning) for (const [held, lists] of shard) held.startsWith(name) && found.push(lists);
      else found.push(...[shard.get(name)].filter((lists) => lists !== undefined));
    }
    return { body: any(found.map((lists) => lists.body)), heading: any(found.map((lists) => lists.heading)) };
  }

  /**
   * @param {string} name
   * @param {boolean} beginning
   * @param {AbortSignal} [signal]
   * @returns {Promise<Map<string, Postings>>[]}
   */
  #shards(name, beginning, signal) {
    const { rare, frequent } = this.entry;
    const end = beginning ? `${name}\uffff` : name;
    const place = lastUpTo(frequent, end);
    const wanted = [];
    if (!beginning && place >= 0 && frequent[place] === name) return [this.#shard("f", place, signal)];
    for (let index = place; index >= 0 && /** @type {string} */ (frequent[index]) >= name; index--) {
      if (beginning) wanted.push(this.#shard("f", index, signal));
    }
    const last = lastUpTo(rare, end);
    for (let index = Math.max(0, lastUpTo(rare, name)); index <= last; index++) {
      wanted.push(this.#shard("r", index, signal));
    }
    return wanted;
  }

  /**
   * @param {"r" | "f"} kind
   * @param {number} index
   * @param {AbortSignal} [signal]
   * @returns {Promise<Map<string, Postings>>}
   */
  #shard(kind, index, signal) {
    const hashes = kind === "r" ? this.entry.rareHashes : this.entry.frequentHashes;
    return this.#file(kind, hashes, index, SHARDS_A_BUNDLE, readShard, signal);
  }

  /**
   * The row of a document.
   * @param {number} document
   * @param {AbortSignal} [signal]
   * @returns {Promise<Row>}
   */
  async row(document, signal) {
    const { block, documents } = this.entry;
    const rows = await this.#file("d", documents, Math.floor(document / block), BLOCKS_A_BUNDLE, readRows, signal);
    return /** @type {Row} */ (rows[document % block]);
  }

  /**
   * What is counted of each document.
   * @param {AbortSignal} [signal]
   */
  async columns(signal) {
    const read = (/** @type {Uint8Array} */ content) => readColumn(content, this.count);
    const column = (/** @type {number} */ index) =>
      this.#file("c", this.entry.columns, index, COLUMNS, read, signal);
    const [type, department, state] = await Promise.all([column(0), column(1), column(2)]);
    return { type, department, state };
  }

  /**
   * @template T
   * @param {string} kind
   * @param {string} hashes
   * @param {number} index
   * @param {number} aBundle
   * @param {(content: Uint8Array) => T} read
   * @param {AbortSignal} [signal]
   * @returns {Promise<T>}
   */
  #file(kind, hashes, index, aBundle, read, signal) {
    const bundle = Math.floor(index / aBundle);
    const hash = hashes.slice(bundle * HASH_DIGITS, (bundle + 1) * HASH_DIGITS);
    const folder = `${this.entry.prefix}${kind}${this.entry.start}-${bundle}-${hash}`;
    const address = `${FOLDER}${folder}/${index % aBundle}.bin`;
    return this.store.content(address, signal).then(read);
  }
}

/**
 * @param {Uint8Array} content
 * @returns {Row[]}
 */
function readRows(content) {
  return JSON.parse(new TextDecoder().decode(content));
}

/**
 * The place of the last that is not behind `name`; -1 if all are.
 * @param {string[]} sorted
 * @param {string} name
 */
function lastUpTo(sorted, name) {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (/** @type {string} */ (sorted[middle]) <= name) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
