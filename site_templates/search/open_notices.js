// Who is on notice now: names and the documents they stand in, until their last day.

import { find } from "./matching.js";
import { NOTHING } from "./postings.js";

/** @typedef {import("./types").Word} Word */
/** @typedef {import("./types").OpenRow} OpenRow */
/** @typedef {import("./segment.js").Segment} Segment */

export class OpenNotices {
  /**
   * @param {OpenRow[]} rows
   * @param {string} day what is past on it is left out, whatever the server sent
   * @param {import("./folding.js").Folding} folding
   * @param {import("./days.js").Days} days
   */
  constructor(rows, day, folding, days) {
    this.days = days;
    /** Whether the server did not say who is on notice. */
    this.isMissing = false;
    const open = rows.filter(([, , , lastDay]) => lastDay >= day);
    /** How the names are spoken. */
    this.spoken = open.flatMap(([, , , , , spoken]) => spoken);
    this.rows = open
      .map(([number, type, name, , names]) => ({ number, type, name, names, folded: folding.fold(names) }));
  }

  /**
   * The documents of a segment with a name that holds the word.
   * @param {Segment} segment
   * @param {Word} word
   */
  holding({ entry, count }, word) {
    if (entry.prefix !== "") return NOTHING;
    const own = this.rows.filter(({ number }) => number >= entry.start && number < entry.start + count);
    const holding = own.filter(({ folded }) => find(folded, word, this.days));
    return Uint32Array.from(holding, ({ number }) => number - entry.start);
  }

  /**
   * The names that a document shows now, one a line; none if it is not the one that they were told of: the site may have
   * been published anew in between.
   * @param {Segment} segment
   * @param {number} document
   * @param {import("./types").Row} row
   */
  names({ entry }, document, row) {
    if (entry.prefix !== "") return "";
    const own = this.rows.find(({ number }) => number === entry.start + document);
    return own && own.type === row[0] && own.name === row[1] ? own.names : "";
  }
}
