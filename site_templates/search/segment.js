// One segment of the index: which file holds a term, a document, a column.

import { any, readColumn, readDistances, readShard } from "./postings.js";

/** @typedef {import("./types").Column} Column */
/** @typedef {import("./types").Postings} Postings */
/** @typedef {import("./types").Term} Term */
/** @typedef {import("./types").Row} Row */

const FOLDER = "search/index/";
const HASH_DIGITS = 8;
const SHARDS_A_BUNDLE = 32;
const BLOCKS_A_BUNDLE = 128;
const COLUMNS_A_BUNDLE = 64;
/** The places of columns. */
const [TYPE, DEPARTMENT, STATE, DEADLINE, OWN] = [0, 1, 2, 3, 4];
const HASHED = 4;
const LETTERS = 26;
const FIRST_LETTER = 97;

export class Segment {
  /**
   * @param {import("./types").SegmentEntry} entry
   * @param {string[]} frequent the terms that are frequent in any segment
   * @param {import("./store.js").Store} store
   */
  constructor(entry, frequent, store) {
    this.entry = entry;
    this.store = store;
    this.count = entry.count;
    this.ranges = entry.ranges ? entry.ranges.split("\n") : [];
    const own = frequent.filter((_, place) => (parseInt(entry.own[place >> 2] ?? "0", 16) >> (place & 3)) & 1);
    /** The terms that have a shard to themselves, and its place. */
    this.frequent = new Map(own.map((name, place) => [name, place]));
  }

  /** How many documents at the beginning have no date. */
  get undated() {
    const { years, count } = this.entry;
    return years[0]?.[0] ? 0 : (years[1]?.[1] ?? count);
  }

  /** Which of the segment's years a document is of. @param {number} document */
  yearPlace(document) {
    const { years } = this.entry;
    let place = years.length - 1;
    while (place > 0 && /** @type {[string, number]} */ (years[place])[1] > document) place -= 1;
    return place;
  }

  /**
   * The documents that hold a term.
   * @param {Term} term
   * @param {AbortSignal} [signal]
   * @returns {Promise<Postings>}
   */
  async postings({ name, beginning }, signal) {
    const shards = await Promise.all(beginning ? this.#holdingBeginning(name, signal) : this.#holding(name, signal));
    const isMeant = (/** @type {string} */ held) => (beginning ? held.startsWith(name) : held === name);
    const found = shards.flatMap((shard) => [...shard].filter(([held]) => isMeant(held)).map(([, lists]) => lists));
    return { body: any(found.map((lists) => lists.body)), heading: any(found.map((lists) => lists.heading)) };
  }

  /**
   * @param {string} name
   * @param {AbortSignal} [signal]
   */
  #holding(name, signal) {
    const place = this.frequent.get(name);
    if (place !== undefined) return [this.#shard("f", place, signal)];
    const range = lastUpTo(this.ranges, name);
    return range < 0 ? [] : [this.#shard("r", partOf(range, name), signal)];
  }

  /**
   * The shards of all terms that begin so; a beginning is long enough to stand in one shard of each range.
   * @param {string} name
   * @param {AbortSignal} [signal]
   */
  #holdingBeginning(name, signal) {
    const alone = [...this.frequent].filter(([held]) => held.startsWith(name));
    const shards = alone.map(([, place]) => this.#shard("f", place, signal));
    const last = lastUpTo(this.ranges, `${name}\uffff`);
    for (let range = Math.max(0, lastUpTo(this.ranges, name)); range <= last; range++) {
      shards.push(this.#shard("r", partOf(range, name), signal));
    }
    return shards;
  }

  /**
   * @param {"r" | "f"} kind
   * @param {number} index
   * @param {AbortSignal} [signal]
   * @returns {Promise<Map<string, Postings>>}
   */
  #shard(kind, index, signal) {
    const hashes = kind === "r" ? this.entry.rare : this.entry.frequent;
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
    return whole(rows[document % block]);
  }

  /**
   * What begins with the letter when it is spoken: words, lines like "wu xiao 吴晓", and pairs of characters within titles,
   * the most frequent first.
   * @param {string} letter a to z
   * @param {AbortSignal} [signal]
   * @returns {Promise<[string[], string[]]>}
   */
  spoken(letter, signal) {
    return this.#file("p", this.entry.spoken, letter.charCodeAt(0) - FIRST_LETTER, LETTERS, readRows, signal);
  }

  /**
   * Of each attachment the number of its record.
   * @param {AbortSignal} [signal]
   * @returns {Promise<Uint32Array>}
   */
  owners(signal) {
    return this.#file("o", this.entry.owners ?? "", 0, 1, (content) => readDistances(content, this.count), signal);
  }

  /**
   * What is counted of each document, or sorted by: deadlines where they are wanted, and so many facets of single types.
   * @param {boolean} isDated
   * @param {number} own
   * @param {AbortSignal} [signal]
   */
  async columns(isDated, own, signal) {
    const read = (/** @type {Uint8Array} */ content) => readColumn(content, this.count);
    /** @returns {Promise<Column>} */
    const column = (/** @type {number} */ index) => this.#file("c", this.entry.columns, index, COLUMNS_A_BUNDLE, read, signal);
    const wanted = [TYPE, DEPARTMENT, STATE, ...(isDated ? [DEADLINE] : [])];
    const known = Promise.all(wanted.map(column));
    const facets = await Promise.all(Array.from({ length: own }, (_, place) => column(OWN + place)));
    const [type, department, state, deadline] = /** @type {[Column, Column, Column, Column?]} */ (await known);
    return { type, department, state, deadline, facets };
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
 * @returns {any}
 */
function readRows(content) {
  return JSON.parse(new TextDecoder().decode(content));
}

/** A row with its text in one piece. @param {any} row @returns {Row} */
function whole(row) {
  const parts = /** @type {[string, string][]} */ (row[3]);
  if (!Array.isArray(parts)) return row;
  return Object.assign([...row.slice(0, 3), parts.map(([, own]) => own).join("\n"), ...row.slice(4)], { parts });
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

/**
 * The shard of a range that holds a term: by its first characters.
 * @param {number} range
 * @param {string} name
 */
function partOf(range, name) {
  return range * SHARDS_A_BUNDLE + (crc32(name.slice(0, HASHED)) % SHARDS_A_BUNDLE);
}

/**
 * CRC-32 (as in zlib) of the text in UTF-16, the high byte first.
 * @param {string} text
 */
export function crc32(text) {
  let sum = 0xffffffff;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    for (const byte of [code >> 8, code & 0xff]) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}
