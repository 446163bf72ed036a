/* Suggestions below the search box: a combobox whose list says which records' titles match what is typed so far
   (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete"). Enter without a choice sends the form. */
import { dayText, fill, make, write } from "./drawing.js";
import { hrefOf, openEngine } from "./opening.js";

const MOST = 7;
const PAUSE = 180; // milliseconds without a key before anything is asked
const SAID_AFTER = 900; // and before the number of suggestions is said

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-sl-box]"));
const field = /** @type {HTMLInputElement} */ (form.querySelector("#sl-q"));
const list = /** @type {HTMLElement} */ (form.querySelector("#sl-suggest"));
const said = /** @type {HTMLElement} */ (form.querySelector("[data-sl-suggested]"));
const engine = openEngine();

let running = new AbortController();
let timer = 0;
let saying = 0;
let at = -1;

function options() {
  return /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("[role=option]")]);
}

/** @param {number} place of the option to point at; -1: none, the words themselves */
function point(place) {
  const all = options();
  at = place;
  all.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
  if (at < 0) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", all[at].id);
  return all[at].scrollIntoView({ block: "nearest" });
}

function close() {
  running.abort();
  clearTimeout(timer);
  clearTimeout(saying);
  list.hidden = true;
  list.textContent = "";
  said.textContent = "";
  field.setAttribute("aria-expanded", "false");
  point(-1);
}

/** @param {import("./types").Hit[]} hits @param {string[]} meant where no title holds the words @param {string} text */
function show(hits, meant, text) {
  const others = meant.map((words) => searchFor(words, form.dataset.meant));
  list.replaceChildren(...hits.map(suggestion), ...others, searchFor(text, form.dataset.all));
  options().forEach((option, number) => { option.id = `sl-suggest-${number}`; });
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  point(-1);
  clearTimeout(saying);
  saying = window.setTimeout(() => { said.textContent = fill(form.dataset.count, { n: hits.length + meant.length }); }, SAID_AFTER);
}

/** @param {string} href */
function option(href) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "sl-suggest__one"));
  link.href = href;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  return link;
}

/** @param {import("./types").Hit} hit */
function suggestion(hit) {
  const link = option(hrefOf(hit.address));
  const title = link.appendChild(make("span", "sl-suggest__title"));
  if (form.dataset.recordLanguage && !hit.isTranslated) title.lang = form.dataset.recordLanguage;
  write(title, hit.title);
  const more = [hit.typeLabel, hit.day ? dayText(hit.day) : ""].filter(Boolean);
  link.append(make("span", "sl-suggest__more", more.join(" · ")));
  return link;
}

/** @param {string} text @param {string | undefined} sentence */
function searchFor(text, sentence) {
  const link = option(`${form.action}?${new URLSearchParams({ q: text })}`);
  link.classList.add("sl-suggest__all");
  link.append(fill(sentence, { words: text }));
  return link;
}

async function ask() {
  const text = field.value.trim();
  running.abort();
  if (!text) return close();
  const mine = (running = new AbortController());
  try {
    const hits = await engine.suggest(text, MOST, mine.signal);
    const meant = hits.length ? [] : await engine.meant(text, mine.signal);
    if (!mine.signal.aborted && document.activeElement === field) show(hits, meant, text);
  } catch {
    if (!mine.signal.aborted) close(); // without suggestions the form still leads to the search page
  }
  return undefined;
}

function askSoon() {
  clearTimeout(timer);
  timer = window.setTimeout(ask, PAUSE);
}

/** @param {KeyboardEvent} event */
function steer(event) {
  if (event.isComposing) return;
  const count = options().length;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    if (!count) return askSoon();
    event.preventDefault();
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    point(((at + 1 + step + count + 1) % (count + 1)) - 1);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    location.assign(options()[at].href);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-haspopup", "listbox");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");
field.addEventListener("input", (event) => {
  if (!(/** @type {InputEvent} */ (event).isComposing)) askSoon();
});
field.addEventListener("compositionend", askSoon);
field.addEventListener("keydown", steer);
field.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click is done
if (document.activeElement === field && field.value) askSoon();
