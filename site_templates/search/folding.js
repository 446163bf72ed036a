// Spellings that find each other, and what is a word: the same as generator/website/search/folding.py.

/** U+0295 is none in Unicode 15 any more. */
const WORD = /^(?!ʕ)[\p{Lu}\p{Ll}\p{Lt}\p{Nd}\p{No}]$/u;
const SEPARATOR = /^[\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]$/u;
const LAST_OF_PLANE = "\uffff";

/** @param {string} char one character */
export function isWord(char) {
  return char.length === 1 && char <= LAST_OF_PLANE && WORD.test(char);
}

/** @param {string} char one character */
export function separates(char) {
  return SEPARATOR.test(char);
}

/**
 * Folds characters: compatible forms, small letters, simplified characters.
 * Made from the pairs (traditional, simplified) of the boot file.
 */
export class Folding {
  /** @param {string} pairs */
  constructor(pairs) {
    /** @type {Map<string, string>} */
    this.simplified = new Map();
    /** @type {Map<string, string>} */
    this.known = new Map();
    const chars = [...pairs];
    for (let place = 0; place + 1 < chars.length; place += 2) {
      this.simplified.set(/** @type {string} */ (chars[place]), /** @type {string} */ (chars[place + 1]));
    }
  }

  /** @param {string} char one character; may become none or several */
  char(char) {
    let folded = this.known.get(char);
    if (folded === undefined) {
      folded = "";
      for (const part of char.normalize("NFKC").toLowerCase()) folded += this.simplified.get(part) ?? part;
      this.known.set(char, folded);
    }
    return folded;
  }

  /** @param {string} text */
  fold(text) {
    let folded = "";
    for (const char of text.normalize("NFC")) folded += this.char(char);
    return folded;
  }

  /**
   * The folded text, and for each of its places where in `text` (composed) that came from; one place more for the end.
   * @param {string} text composed (NFC)
   * @returns {{folded: string, places: number[]}}
   */
  mapped(text) {
    let folded = "";
    /** @type {number[]} */
    const places = [];
    let place = 0;
    for (const char of text) {
      const part = this.char(char);
      for (let index = 0; index < part.length; index++) places.push(place);
      folded += part;
      place += char.length;
    }
    places.push(place);
    return { folded, places };
  }
}
