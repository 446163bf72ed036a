/* What is asked for ↔ the address of the search page, so that every search can be shared and gone back to. */

/** What narrows a search, in the order of the page. */
export const FACETS = ["type", "state", "year", "department"];
/** Before what narrows the records of one type alone. */
const OWN = "by.";
/** Between a type and its state; the words without one are groups of states. */
const OF_TYPE = ".";
/** @typedef {"match" | "newest" | "oldest" | "deadline"} Order */
/** @typedef {Record<string, string[]>} Filters values by what they narrow: one of FACETS, or a type's own */
/** @typedef {{text: string, filters: Filters, order: Order, page: number}} Asked   pages count from 1 */

const LONGEST = 200;
/** @type {readonly string[]} */
const ORDERS = ["match", "newest", "oldest", "deadline"];

/**
 * What an address asks for; whatever in it means nothing is left out.
 * @param {string} search the part of the address from "?" on
 * @returns {Asked}
 */
export function readAddress(search) {
  const given = new URLSearchParams(search);
  const text = (given.get("q") || "").trim().slice(0, LONGEST);
  /** @type {Filters} */
  const filters = {};
  for (const facet of facetsIn(given.keys())) {
    const values = [...new Set(given.getAll(facet))];
    if (values.length) filters[facet] = values;
  }
  return { text, filters: fitting(filters), order: orderOf(text, given.get("sort") || ""), page: pageOf(given.get("page") || "") };
}

/**
 * The address of what is asked for; the same question has one address.
 * @param {Asked} asked
 */
export function addressOf(asked) {
  const said = new URLSearchParams();
  if (asked.text) said.append("q", asked.text);
  for (const facet of facetsIn(Object.keys(asked.filters))) (asked.filters[facet] || []).forEach((value) => said.append(facet, value));
  if (asked.order !== usual(asked.text)) said.append("sort", asked.order);
  if (asked.page > 1) said.append("page", String(asked.page));
  return String(said) ? `?${said}` : "";
}

/**
 * What narrows a search, in the order of the page: what any search has, then those of the names that are a type's own.
 * @param {Iterable<string>} names
 */
export function facetsIn(names) {
  return [...FACETS, ...[...new Set(names)].filter((name) => name.startsWith(OWN)).sort()];
}

/**
 * Without what is another type's: its own facets and states say something only where it alone is chosen.
 * @param {Filters} filters
 * @returns {Filters}
 */
export function fitting(filters) {
  const types = filters.type || [];
  const isOwn = (/** @type {string} */ state) => types.length === 1 && state.startsWith(types[0] + OF_TYPE);
  const kept = (/** @type {[string, string[]]} */ [facet, values]) => {
    if (facet.startsWith(OWN)) return types.length === 1 ? values : [];
    return facet === "state" ? values.filter((state) => !state.includes(OF_TYPE) || isOwn(state)) : values;
  };
  const left = Object.entries(filters).map((entry) => /** @type {[string, string[]]} */ ([entry[0], kept(entry)]));
  return Object.fromEntries(left.filter(([, values]) => values.length));
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
