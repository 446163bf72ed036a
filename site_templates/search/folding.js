// When two texts are the same to a reader, and what is a word: the same as generator/model/text/folding.py, which says why.

import { EXCEPTIONS } from "./signs.js";

/** U+0295 is none in Unicode 15 any more. */
const WORD = /^(?!ʕ)[\p{Lu}\p{Ll}\p{Lt}\p{Nd}\p{No}]$/u;
/** A percent sign belongs to its number; a pictograph stands by itself. */
const SEPARATOR = /^(?!%)[\p{Z}\p{P}\p{Sm}\p{Sc}\p{Sk}\p{Cc}\p{Cf}]$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{M}\p{N}]$/u;
const LAST_OF_PLANE = "\uffff";
const BLANK = " ";
const DOT = ".";
const LINE_END = "\n";
const SIGN = /[^]/gu;
/** A sign with the marks that it may be composed with. */
const CLUSTER = /\n|[^\n][\p{M}\u1160-\u11ff]*/gu;
const DIGIT = /^\p{Nd}$/u;
const DIGITS = 10;
const HEXADECIMAL = 16;
/** What all signs of a category fold to. @type {[RegExp, string][]} */
const KINDS = [
  [/^[\p{Z}\t\v\f\r\x1c-\x1f\x85]$/u, BLANK],
  [/^[\p{Cc}\p{Cf}\p{Cs}]$/u, ""],
  [/^[\p{Pi}\p{Pf}]$/u, "'"],
  [/^\p{Pd}$/u, "-"],
  [/^\p{Ps}$/u, "("],
  [/^\p{Pe}$/u, ")"],
];

/** @param {string} char one character */
export function isWord(char) {
  return char.length === 1 && char <= LAST_OF_PLANE && WORD.test(char);
}

/** @param {string} char one character */
export function separates(char) {
  return SEPARATOR.test(char);
}

/** Folds texts. Made from the table of the boot file: how far each traditional character is from the one before, and the simplified ones. */
export class Folding {
  /** @param {[number[], string]} table */
  constructor([gaps, simplified]) {
    /** @type {Map<string, string>} */
    this.simplified = new Map();
    /** @type {Map<string, string>} */
    this.known = new Map(exceptions());
    let code = 0;
    [...simplified].forEach((plain, place) => {
      code += /** @type {number} */ (gaps[place]);
      this.simplified.set(String.fromCodePoint(code), plain);
    });
  }

  /** @param {string} text */
  fold(text) {
    return this.mapped(text).folded;
  }

  /**
   * The folded text, and for each of its places where in `text` that came from; one place more for the end.
   * Each line is folded by itself.
   * @param {string} text
   * @returns {{folded: string, places: number[]}}
   */
  mapped(text) {
    let folded = "";
    let before = "";
    /** @type {number[]} */
    const places = [];
    /** Blanks and dots, of which the signs on both sides say what they mean. @type {[string, number][]} */
    let run = [];
    const add = (/** @type {string} */ sign, /** @type {number} */ place) => {
      for (let unit = 0; unit < sign.length; unit++) places.push(place);
      folded += sign;
    };
    const settle = (/** @type {string} */ after) => {
      for (const [sign, place] of meant(run, before, after)) add(sign, place);
      run = [];
    };
    const isComposed = text === text.normalize("NFC");
    for (const match of text.matchAll(isComposed ? SIGN : CLUSTER)) {
      for (const sign of this.#cluster(match[0])) {
        if (sign === BLANK || sign === DOT) run.push([sign, match.index]);
        else {
          settle(sign === LINE_END ? "" : sign);
          add(sign, match.index);
          before = sign === LINE_END ? "" : sign;
        }
      }
    }
    settle("");
    places.push(text.length);
    return folded === folded.normalize("NFC") ? { folded, places } : composed(folded, places);
  }

  /** @param {string} cluster */
  #cluster(cluster) {
    if (cluster.length === 1) return cluster === LINE_END ? cluster : this.char(cluster);
    let folded = "";
    for (const char of cluster.normalize("NFC")) folded += this.char(char);
    return folded;
  }

  /** @param {string} char one character; may become none or several */
  char(char) {
    let folded = this.known.get(char);
    if (folded === undefined) this.known.set(char, (folded = this.#folded(char)));
    return folded;
  }

  /**
   * @param {string} char
   * @returns {string}
   */
  #folded(char) {
    for (const [kind, folded] of KINDS) if (kind.test(char)) return folded;
    if (DIGIT.test(char)) return String(valueOf(char));
    const bare = [...char.normalize("NFD")].filter((part) => this.known.get(part) !== "").join("");
    const isBare = bare.length < char.normalize("NFD").length;
    for (const step of [char.normalize("NFKC"), isBare ? bare : char, char.toLowerCase()]) {
      if (step !== char) return [...step].map((part) => this.char(part)).join("");
    }
    return this.simplified.get(char) ?? char;
  }
}

/**
 * Signs and the marks that stood apart from them (`ｶﾞ`, `か ゛`), made one.
 * @param {string} text
 * @param {number[]} places where each of its signs comes from, and the end
 */
function composed(text, places) {
  let folded = "";
  /** @type {number[]} */
  const kept = [];
  for (const match of text.matchAll(CLUSTER)) {
    const sign = match[0].normalize("NFC");
    for (let unit = 0; unit < sign.length; unit++) kept.push(/** @type {number} */ (places[match.index]));
    folded += sign;
  }
  return { folded, places: [...kept, .../** @type {number[]} */ (places.slice(-1))] };
}

/**
 * What a run of blanks and dots between two signs folds to.
 * @param {[string, number][]} run
 * @param {string} before
 * @param {string} after
 */
function meant(run, before, after) {
  const dots = run.filter(([sign]) => sign === DOT);
  const words = isWord(before) && isWord(after);
  if (dots.length === 0) return words ? run.slice(0, 1) : [];
  return dots.length === 1 && !words && LETTER_OR_DIGIT.test(before) && LETTER_OR_DIGIT.test(after) ? [] : dots;
}

/**
 * The value of a decimal digit: in every script the ten stand side by side.
 * @param {string} char
 */
function valueOf(char) {
  const code = /** @type {number} */ (char.codePointAt(0));
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % DIGITS;
}

/** @returns {Generator<[string, string]>} signs that fold otherwise than the steps of this file have it */
function* exceptions() {
  for (const line of EXCEPTIONS.split("\n")) {
    const end = line.indexOf(">");
    const folded = line.slice(end + 1);
    for (const range of line.slice(0, end).split(" ")) {
      const [first, last = first] = range.split("-").map((code) => parseInt(code, HEXADECIMAL));
      for (let code = /** @type {number} */ (first); code <= /** @type {number} */ (last); code++) {
        yield [String.fromCodePoint(code), folded];
      }
    }
  }
}
