/* Opens the search engine for a page of this site. */
import { open } from "./engine.js";

/** The site's root, whichever page asks: this file stands two folders below it. */
export const BASE = new URL("../../", import.meta.url);

/**
 * The engine in the page's language.
 * @param {string} [zone] the time zone whose day it is (IANA); the reader's own without it
 */
export function openEngine(zone) {
  return open({
    base: BASE.href,
    language: document.documentElement.lang,
    today: () => dayIn(zone),
    fetch: window.fetch.bind(window),
  });
}

/**
 * The day that it is now in a time zone, as YYYY-MM-DD.
 * @param {string} [zone]
 * @returns {string}
 */
function dayIn(zone) {
  return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone })
    .formatToParts(new Date())
    .filter((part) => part.type !== "literal")
    .map((part) => part.value)
    .join("-");
}

/**
 * A result's whole address, or the site's home if what the index says would lead elsewhere.
 * @param {string} address from the site's root
 */
export function hrefOf(address) {
  const url = new URL(address, BASE);
  return url.href.startsWith(BASE.href) ? url.href : BASE.href;
}
