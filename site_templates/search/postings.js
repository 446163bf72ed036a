// Shards and columns: bytes → numbers of documents; and sets of such numbers.

/** @typedef {import("./types").Postings} Postings */

export const NOTHING = new Uint32Array(0);

class Reader {
  /** @param {Uint8Array} content */
  constructor(content) {
    this.content = content;
    this.place = 0;
  }

  /** A number of seven bits a byte, the lowest first. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = /** @type {number} */ (this.content[this.place++]);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  /** @param {number} count */
  documents(count) {
    const found = new Uint32Array(count);
    let document = -1;
    for (let index = 0; index < count; index++) {
      document += this.number() + 1;
      found[index] = document;
    }
    return found;
  }

  /** @param {number} size in bytes */
  text(size) {
    this.place += size;
    return new TextDecoder().decode(this.content.subarray(this.place - size, this.place));
  }
}

/**
 * Every term of a shard with its documents.
 * @param {Uint8Array} content
 * @returns {Map<string, Postings>}
 */
export function readShard(content) {
  const reader = new Reader(content);
  const text = reader.text(reader.number());
  const names = text ? text.split("\n") : [];
  const counts = names.map(() => [reader.number(), reader.number()]);
  return new Map(
    names.map((name, index) => {
      const [body, heading] = /** @type {[number, number]} */ (counts[index]);
      return [name, { body: reader.documents(body), heading: reader.documents(heading) }];
    }),
  );
}

/**
 * A column: the values that occur, and for each document the place of its own.
 * @param {Uint8Array} content
 * @param {number} count of documents
 * @returns {{values: any[], places: Uint32Array}}
 */
export function readColumn(content, count) {
  const end = content.indexOf(0x0a);
  const reader = new Reader(content);
  const values = JSON.parse(reader.text(end));
  reader.place += 1;
  return { values, places: Uint32Array.from({ length: count }, () => reader.number()) };
}

/**
 * Numbers that are each written as the distance from the one before.
 * @param {Uint8Array} content
 * @param {number} count
 */
export function readDistances(content, count) {
  const reader = new Reader(content);
  let last = 0;
  return Uint32Array.from({ length: count }, () => (last += reader.number()));
}

/**
 * What stands in both.
 * @param {Uint32Array} one
 * @param {Uint32Array} other
 */
export function both(one, other) {
  const found = new Uint32Array(Math.min(one.length, other.length));
  let size = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const left = /** @type {number} */ (one[a]);
    const right = /** @type {number} */ (other[b]);
    if (left === right) found[size++] = left;
    if (left <= right) a++;
    if (right <= left) b++;
  }
  return found.slice(0, size);
}

/**
 * What stands in any.
 * @param {Uint32Array[]} lists
 */
export function any(lists) {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length < 2) return filled[0] ?? NOTHING;
  const all = new Uint32Array(filled.reduce((size, list) => size + list.length, 0));
  let size = 0;
  for (const list of filled) {
    all.set(list, size);
    size += list.length;
  }
  all.sort();
  return all.filter((document, index) => index === 0 || document !== all[index - 1]);
}

/** @param {number} count */
export function allOf(count) {
  return Uint32Array.from({ length: count }, (_, index) => index);
}
