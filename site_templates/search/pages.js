/* The numbers under the results: real links, so that a page of results can be opened, shared and gone back to. */
import { addressOf } from "./address.js";
import { make, numberText, part } from "./drawing.js";

const NEIGHBOURS = 2; // page numbers on either side of the current one

/**
 * @param {HTMLElement} place the search page
 * @param {import("./address.js").Asked} asked
 * @param {number} pages how many there are
 * @param {boolean} exact whether that is certain; until then only the way on is offered
 */
export function drawPages(place, asked, pages, exact) {
  const nav = part(place, "[data-sl-pages]");
  const numbers = exact ? shown(asked.page, pages) : [asked.page];
  const items = [];
  if (asked.page > 1) items.push(step(asked, asked.page - 1, nav.dataset.previous || "", "prev"));
  numbers.forEach((number, place) => {
    if (place && number > numbers[place - 1] + 1) items.push(inItem(make("span", "is-gap", "…")));
    items.push(numbered(asked, number));
  });
  if (asked.page < pages) items.push(step(asked, asked.page + 1, nav.dataset.next || "", "next"));
  part(nav, "ul").replaceChildren(...items);
  nav.hidden = pages < 2;
}

/** @param {number} current @param {number} pages */
function shown(current, pages) {
  const all = Array.from({ length: pages }, (_, place) => place + 1);
  return all.filter((number) => Math.abs(number - current) <= NEIGHBOURS || number === 1 || number === pages);
}

/** @param {import("./address.js").Asked} asked @param {number} number */
function numbered(asked, number) {
  if (number !== asked.page) return inItem(linkTo(asked, number, numberText(number)));
  const here = make("span", "", numberText(number));
  here.setAttribute("aria-current", "page");
  return inItem(here);
}

/** @param {import("./address.js").Asked} asked @param {number} number @param {string} words @param {string} rel */
function step(asked, number, words, rel) {
  const link = linkTo(asked, number, words);
  link.rel = rel;
  return inItem(link);
}

/** @param {import("./address.js").Asked} asked @param {number} number @param {string} words */
function linkTo(asked, number, words) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", words));
  link.href = addressOf({ ...asked, page: number }) || location.pathname;
  link.dataset.page = String(number);
  return link;
}

/** @param {HTMLElement} content */
function inItem(content) {
  const item = make("li");
  item.append(content);
  return item;
}
