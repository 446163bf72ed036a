// A title, then the tag of each other language and what it is there, as documents.py parts them.

const PARTING = "\u001f";

/** One a line. @param {string} title */
export function inAllLanguages(title) {
  return title.split(PARTING).filter((_, place) => place % 2 === 0).join("\n");
}

/** In the reader's language, and whether its record says it so. @param {string} title @param {string} language */
export function inLanguage(title, language) {
  const parts = title.split(PARTING);
  const place = parts.findIndex((part, place) => place % 2 === 1 && part === language);
  return { text: parts[place + 1] ?? "", isTranslated: place > 0 };
}
