// Days in a folded text, in the spellings of all languages: the same as generator/website/search/days.py.

import { isWord } from "./folding.js";

const LAST_MONTH = 12;
const LAST_DAY = 31;
/** A numeric day of one digit may be the beginning of another. */
const CLOSED = /\p{L}|[0-9]{2}$/u;

export class Days {
  /** @param {import("./types").DayPattern} written what the boot file says of them */
  constructor({ pattern, groups, numbers }) {
    this.pattern = new RegExp(pattern, "y");
    this.kinds = [...groups.join("")];
    this.numbers = numbers;
  }

  /**
   * Every day from `from` on: where it stands, and its terms, the fullest first.
   * @param {string} folded
   * @param {number} [from]
   * @returns {Generator<{at: number, length: number, terms: string[]}>}
   */
  *found(folded, from = 0) {
    for (let at = from; at < folded.length; at++) {
      const before = folded.charAt(at - 1);
      if (isWord(before) || before in this.numbers) continue; // a word or a number goes on
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
    const number = (/** @type {string} */ text) => this.numbers[text] ?? (Number(text) || 0);
    const year = parts.y && [...parts.y].map(number).join("");
    return named(year, number(parts.m ?? ""), parts.d === undefined ? null : number(parts.d));
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
