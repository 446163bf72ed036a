/* Results and their parts as elements of the page. Texts become text nodes and nothing else. */
import { hrefOf } from "./opening.js";

const language = document.documentElement.lang;
const DAYS = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
  year: "numeric", month: "long", day: "numeric", timeZone: "UTC",
});
const HAN = /\p{Script=Han}/u;
const IN_HAN = /^(?:zh|ja)/;
const NUMBERS = new Intl.NumberFormat(language);

/** @param {number} number */
export function numberText(number) {
  return NUMBERS.format(number);
}

/** @param {string} day YYYY-MM-DD */
export function dayText(day) {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : DAYS.format(date);
}

/**
 * A sentence of the page with its gaps filled: fill("{n} results", {n: 3}).
 * @param {string | undefined} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return (sentence || "").replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
}

/**
 * @param {string} name
 * @param {string} [className]
 * @param {string} [text]
 */
export function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * The one element of that selector inside another; the page's own templates always have it.
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function part(within, selector) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * A new copy of what a template of the page holds.
 * @param {ParentNode} within
 * @param {string} name
 * @returns {HTMLElement}
 */
export function copyOf(within, name) {
  const template = /** @type {HTMLTemplateElement} */ (part(within, `template[data-sl-${name}]`));
  return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
}

/**
 * Texts into an element, those that match marked.
 * @param {HTMLElement} element
 * @param {import("./types").Piece[]} pieces
 */
export function write(element, pieces) {
  element.replaceChildren(...pieces.map((piece) => (piece.mark ? make("mark", "", piece.text) : piece.text)));
  speak(element);
}

/**
 * A result in the list.
 * @param {ParentNode} place
 * @param {import("./types").Hit} hit
 */
export function hitOf(place, hit) {
  const item = copyOf(place, "hit");
  const link = /** @type {HTMLAnchorElement} */ (part(item, "[data-title]"));
  link.href = hrefOf(hit.address);
  if (hit.isTranslated) link.lang = language;
  write(link, hit.title);
  const context = part(item, "[data-context]");
  write(context, hit.context);
  context.hidden = !hit.context.length;
  drawAttachment(part(item, "[data-attachment]"), hit.attachment);
  tell(part(item, "[data-type]"), hit.typeLabel);
  tell(part(item, "[data-department]"), hit.department || "");
  const day = part(item, "[data-day]");
  if (hit.day) day.append(timeOf(hit.day));
  else day.remove();
  if (hit.state) part(item, "[data-state]").append(stateOf(hit.state));
  drawDeadline(part(item, "[data-deadline]"), hit);
  return item;
}

/**
 * The deadline, and of what is late the days since then, as rows of a listing say them.
 * @param {HTMLElement} element
 * @param {import("./types").Hit} hit
 */
function drawDeadline(element, hit) {
  if (!hit.deadline) return element.remove();
  const days = Math.round((Date.parse(hit.today) - Date.parse(hit.deadline)) / 86_400_000);
  const late = part(element, "b");
  if (hit.state?.look === "late" && days > 0) late.textContent = fill(days === 1 ? late.dataset.one : late.dataset.words, { n: days });
  else late.remove();
  part(element, "span").append(" ", timeOf(hit.deadline));
  return undefined;
}

/**
 * Which attachment of the record holds the words, and that its text was not looked at to the end.
 * @param {HTMLElement} element
 * @param {import("./types").Hit["attachment"]} attachment
 */
function drawAttachment(element, attachment) {
  if (!attachment) return element.remove();
  write(part(element, "[data-name]"), attachment.name);
  part(element, "[data-cut]").hidden = !attachment.isCut;
  return undefined;
}

/** @param {HTMLElement} element @param {string} text */
export function tell(element, text) {
  element.textContent = text;
  if (text) speak(element);
  else element.remove();
}

/** Says whether text is Chinese. @param {HTMLElement} element */
function speak(element) {
  const isHan = HAN.test(element.textContent || "");
  if (isHan !== IN_HAN.test(element.lang || language)) element.lang = isHan ? "zh" : language;
}

/** @param {string} day YYYY-MM-DD */
function timeOf(day) {
  const time = make("time", "", dayText(day));
  time.setAttribute("datetime", day);
  return time;
}

/**
 * A state as the macro "state" of macros.html draws it.
 * @param {NonNullable<import("./types").Hit["state"]>} state
 */
function stateOf(state) {
  const box = make("span", `sl-state sl-state--${state.look}`);
  const icon = make("span", `sl-i sl-i-${state.look === "live" ? "sun" : state.look}`);
  icon.setAttribute("aria-hidden", "true");
  box.append(icon, state.label);
  return box;
}
