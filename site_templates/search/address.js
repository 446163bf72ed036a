/* What is asked for ↔ the address of the search page, so that every search can be shared and gone back to. */

/** What narrows a search, in the order of the page. @type {readonly ["type", "state", "year", "department"]} */
export const FACETS = ["type", "state", "year", "department"];
/** @typedef {"type" | "state" | "year" | "department"} Facet */
/** @typedef {"match" | "newest" | "oldest"} Order */
/** @typedef {{text: string, filters: Partial<Record<Facet, string[]>>, order: Order, page: number}} Asked   pages count from 1 */

const LONGEST = 200;
/** @type {readonly string[]} */
const ORDERS = ["match", "newest", "oldest"];

/**
 * What an address asks for; whatever in it means nothing is left out.
 * @param {string} search the part of the address from "?" on
 * @returns {Asked}
 */
export function readAddress(search) {
  const given = new URLSearchParams(search);
  const text = (given.get("q") || "").trim().slice(0, LONGEST);
  /** @type {Asked["filters"]} */
  const filters = {};
  for (const facet of FACETS) {
    const values = [...new Set(given.getAll(facet))];
    if (values.length) filters[facet] = values;
  }
  return { text, filters, order: orderOf(text, given.get("sort") || ""), page: pageOf(given.get("page") || "") };
}

/**
 * The address of what is asked for; the same question has one address.
 * @param {Asked} asked
 */
export function addressOf(asked) {
  const said = new URLSearchParams();
  if (asked.text) said.append("q", asked.text);
  for (const facet of FACETS) (asked.filters[facet] || []).forEach((value) => said.append(facet, value));
  if (asked.order !== usual(asked.text)) said.append("sort", asked.order);
  if (asked.page > 1) said.append("page", String(asked.page));
  return String(said) ? `?${said}` : "";
}

/**
 * The order that is meant: without words nothing can match better than anything else.
 * @param {string} text
 * @param {string} order
 * @returns {Order}
 */
export function orderOf(text, order) {
  const known = ORDERS.includes(order) ? /** @type {Order} */ (order) : usual(text);
  return known === "match" ? usual(text) : known;
}

/** @param {string} text @returns {Order} */
function usual(text) {
  return text ? "match" : "newest";
}

/** @param {string} given */
function pageOf(given) {
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : 1;
}
