// Days in a folded text, in the spellings of all languages: the same as generator/website/search/days.py.

import { isWord } from "./folding.js";

const LAST_MONTH = 12;
const LAST_DAY = 31;
/** A numeric day of one digit may be the beginning of another. */
const CLOSED = /\p{L}|[0-9]{2}$/u;

export class Days {
  /** @param {import("./types").DayPattern} written what the boot file says of them */
  constructor({ pattern, groups, months, numerals }) {
    this.pattern = new RegExp(pattern, "y");
    this.kinds = [...groups.join("")];
    this.months = months;
    this.numerals = numerals;
  }

  /**
   * Every day from `from` on: where it stands, and its terms, the fullest first.
   * @param {string} folded
   * @param {number} [from]
   * @returns {Generator<{at: number, length: number, terms: string[]}>}
   */
  *found(folded, from = 0) {
    for (let at = from; at < folded.length; at++) {
      if (at > 0 && this.#goesOn(folded.charAt(at - 1))) continue;
      this.pattern.lastIndex = at;
      const match = this.pattern.exec(folded);
      const terms = match ? this.#terms(match) : [];
      if (match && terms.length > 0) yield { at, length: match[0].length, terms };
    }
  }

  /**
   * The term of the day that a folded word is, and nothing beside it.
   * @param {string} folded
   * @returns {string | null}
   */
  asked(folded) {
    const [first] = this.found(folded);
    const isWhole = first?.at === 0 && first.length === folded.length && CLOSED.test(folded);
    return isWhole ? (first.terms[0] ?? null) : null;
  }

  /** @param {RegExpExecArray} match */
  #terms(match) {
    /** @type {Record<string, string>} */
    const parts = {};
    match.slice(1).forEach((value, place) => {
      if (value !== undefined) parts[this.kinds[place] ?? ""] = value;
    });
    const year = parts.y && [...parts.y].map((sign) => this.numerals[sign] ?? sign).join("");
    const month = parts.n === undefined ? this.#number(parts.m) : (this.months[parts.n] ?? 0);
    return named(year, month, parts.d === undefined ? null : this.#number(parts.d));
  }

  /** @param {string | undefined} text a number in digits, or in Chinese numerals; 0 if it is none */
  #number(text = "") {
    return this.numerals[text] ?? (Number(text) || 0);
  }

  /**
   * Whether a word or a number goes on behind a sign.
   * @param {string} before
   */
  #goesOn(before) {
    return isWord(before) || before in this.numerals;
  }
}

/**
 * @param {string | undefined} year
 * @param {number} month
 * @param {number | null} day
 */
function named(year, month, day) {
  if (month < 1 || month > LAST_MONTH || (day !== null && (day < 1 || day > LAST_DAY))) return [];
  const ofYear = `${two(month)}-${year}`;
  if (day === null) return [ofYear];
  const inMonth = `${two(day)}-${two(month)}`;
  return year ? [`${inMonth}-${year}`, inMonth, ofYear] : [inMonth];
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
