/* The search page: the address says what is asked, the engine answers, the answer is drawn. */
import { addressOf, facetsIn, fitting, orderOf, readAddress } from "./address.js";
import { copyOf, fill, hitOf, make, numberText, part, tell } from "./drawing.js";
import { panelOf } from "./panel.js";
import { openEngine } from "./opening.js";
import { drawPages } from "./pages.js";

/** @typedef {import("./address.js").Asked} Asked */
/** @typedef {import("./types").Answer} Answer */

const TYPING = 350; // milliseconds without a key before a search starts by itself
const FEW = 6;
const SAID_AFTER = 800; // milliseconds of quiet before the number of results is said

const place = part(document, "[data-sl-search]");
const field = /** @type {HTMLInputElement} */ (part(place, "#sl-q"));
const sort = /** @type {HTMLSelectElement} */ (part(place, "#sl-sort"));
const count = part(place, "[data-sl-count]");
const hits = part(place, "[data-sl-hits]");
const size = Number(place.dataset.pageSize);
const title = document.title;
const engine = openEngine(place.dataset.zone);
const facets = panelOf(place, choose);

let asked = readAddress(location.search);
let running = new AbortController();
let typing = 0;
let saying = 0;
/** Whether the last entry of the history is of words that are still being typed. */
let unsettled = false;
/** Whether the reader asked to be brought to the results once they are there, and whether the page moves there too. */
let arriving = { focus: false, scroll: false };
/** What is drawn at the moment, so that nothing is drawn again, and no focus lost, where nothing changed. */
const drawn = { hits: /** @type {string[]} */ ([]), chips: "" };
/** Where the reader stood on this page before, until that is in sight again. */
let returnTo = Number(history.state?.top) || 0;

/** @param {string} name */
const named = (name) => part(place, `[data-sl-${name}]`);

/* ---- asking ---- */

/** @param {Partial<Asked>} change @param {boolean} [settled] whether it gets an entry of its own in the history */
function ask(change, settled = true) {
  const text = change.text ?? asked.text;
  const next = { ...asked, page: 1, ...change };
  next.order = orderOf(text, change.order ?? (Boolean(asked.text) === Boolean(text) ? asked.order : ""));
  asked = next;
  const address = addressOf(asked) || location.pathname;
  if (unsettled) history.replaceState(null, "", address);
  else if (addressOf(readAddress(location.search)) !== addressOf(asked)) history.pushState(null, "", address);
  unsettled = !settled;
  return run();
}

async function run() {
  running.abort();
  const mine = (running = new AbortController());
  const { text, filters, order, page } = asked;
  follow();
  const query = { text, filters, sort: order, from: (page - 1) * size, size };
  /** @type {Answer | null} */
  let last = null;
  try {
    for await (const answer of answers(query, mine.signal)) {
      if (mine.signal.aborted) return;
      draw((last = answer));
    }
    if (!mine.signal.aborted && last) settle(last);
  } catch (error) {
    if (!mine.signal.aborted) fail(error);
  }
}

/**
 * The first few results before all of the page: texts come in blocks, and a browser asks a server for six at a time.
 * @param {import("./types").Query} query
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Answer>}
 */
async function* answers(query, signal) {
  if (!returnTo) {
    for await (const answer of engine.search({ ...query, size: FEW, early: true }, signal)) {
      if (answer.hits.length) yield answer;
      if (!answer.isEarly) break;
    }
  }
  yield* engine.search(query, signal);
}

/** What stands around the results follows the question at once. */
function follow() {
  const best = /** @type {HTMLOptionElement} */ (part(sort, "[value=match]"));
  best.hidden = best.disabled = !asked.text;
  sort.value = asked.order;
  if (field.value.trim() !== asked.text) field.value = asked.text;
  document.title = asked.text ? `${asked.text} - ${title}` : title;
  document.querySelectorAll("a.sl-lang").forEach((link) => {
    /** @type {HTMLAnchorElement} */ (link).search = addressOf(asked);
  });
  drawChips();
  named("failed").hidden = true;
  named("busy").hidden = !named("found").hidden;
  named("found").setAttribute("aria-busy", "true");
  hits.classList.add("is-old");
  clearTimeout(saying);
}

/* ---- drawing ---- */

/** @param {Answer} answer */
function draw(answer) {
  named("busy").hidden = true;
  named("found").hidden = false;
  named("lists").hidden = true;
  const pages = Math.max(Math.ceil(answer.total / size), 1);
  if (answer.exact && asked.page > pages) {
    asked.page = pages;
    history.replaceState(null, "", addressOf(asked) || location.pathname);
    run();
    return;
  }
  drawHits(answer);
  if (answer.facets) facets.draw(answer.facets, answer.own, asked.filters, answer.facetsExact);
  drawChips();
  named("nameless").hidden = !answer.withoutNames;
  drawNothing(answer.exact && !answer.total);
  drawPages(place, asked, pages, answer.exact);
  // results that come one after the other would push them down
  if (answer.hits.length < Math.min(size, answer.total - (asked.page - 1) * size)) named("pages").hidden = true;
  count.textContent = summary(answer, pages);
  const see = part(named("see"), "button");
  see.textContent = fill(see.dataset.words, { n: amount(answer) });
  see.hidden = !answer.total;
  arrive();
}

/** @param {Answer} answer */
function drawHits(answer) {
  const now = answer.hits.map((hit) => JSON.stringify(hit));
  hits.classList.remove("is-old");
  const differs = now.findIndex((hit, at) => hit !== drawn.hits[at]);
  const same = differs < 0 ? now.length : differs;
  while (hits.children.length > same) hits.lastElementChild?.remove();
  hits.append(...answer.hits.slice(same).map((hit) => hitOf(place, hit)));
  drawn.hits = now;
}

/** Brings the reader to the results, if that was asked for, or back to where the page was left. */
function arrive() {
  const { focus, scroll } = arriving;
  arriving = { focus: false, scroll: false };
  if (focus) count.focus({ preventScroll: true });
  if (scroll) named("found").scrollIntoView();
  if (returnTo) window.scrollTo({ top: returnTo, behavior: "auto" });
  returnTo = 0;
  history.scrollRestoration = "auto";
}

/** Somebody follows a result: whoever comes back finds the page where it was, though its results come late. */
function leave() {
  history.replaceState({ top: Math.round(window.scrollY) }, "");
  history.scrollRestoration = "manual";
}

/** @param {Answer} answer */
function amount(answer) {
  return answer.exact ? numberText(answer.total) : fill(count.dataset.about, { n: numberText(answer.total) });
}

/** @param {Answer} answer @param {number} pages */
function summary(answer, pages) {
  const { all, fit, one, none, noneFit } = count.dataset;
  const empty = answer.exact && !answer.total;
  const browsed = empty ? noneFit : isFiltered() ? fit : all;
  const sentence = fill(asked.text ? (empty ? none : one) : browsed, { words: asked.text, n: amount(answer) });
  if (asked.page === 1 || !answer.exact) return sentence;
  return `${sentence} · ${fill(count.dataset.page, { page: numberText(asked.page), pages: numberText(pages) })}`;
}

/** The last answer is in: what it says is told to whoever listens, once there is quiet. @param {Answer} answer */
function settle(answer) {
  named("found").removeAttribute("aria-busy");
  if (answer.exact && !answer.total) named("lists").hidden = false;
  saying = window.setTimeout(() => { named("said").textContent = count.textContent; }, SAID_AFTER);
}

/** @param {unknown} error */
function fail(error) {
  const isOld = error instanceof Error && "kind" in error && error.kind === "version";
  named("network").hidden = isOld;
  named("version").hidden = !isOld;
  named("retry").onclick = isOld ? () => location.reload() : () => { run(); field.focus(); };
  for (const name of ["busy", "found"]) named(name).hidden = true;
  named("found").removeAttribute("aria-busy");
  for (const name of ["failed", "lists"]) named(name).hidden = false;
}

/** What to say where nothing is found, and the ways on. @param {boolean} isEmpty */
function drawNothing(isEmpty) {
  named("none").hidden = !isEmpty;
  part(place, ".sl-sort").hidden = isEmpty;
  named("found").classList.toggle("is-alone", isEmpty && facets.panel.hidden);
  if (!isEmpty) return;
  const words = named("none-words");
  words.textContent = fill(isFiltered() ? words.dataset.filtered : words.dataset.words, { words: asked.text });
  named("unfilter").hidden = !isFiltered();
  const parts = new Set(asked.text.split(/[\s"“”「」]+/).filter(Boolean));
  offer("fewer", parts.size < 2 ? [] : [...parts]);
  offer("meant", []);
  offerMeant(running.signal);
}

/** Words that were probably meant, once they are known. @param {AbortSignal} signal */
async function offerMeant(signal) {
  try {
    const words = await engine.meant(asked.text, signal);
    if (!signal.aborted) offer("meant", words);
  } catch {
    // nothing is offered
  }
}

/** Searches for other words. @param {"fewer" | "meant"} name @param {string[]} texts */
function offer(name, texts) {
  named(name).hidden = !texts.length;
  part(named(name), "ul").replaceChildren(...texts.map((text) => {
    const item = make("li");
    const link = /** @type {HTMLAnchorElement} */ (item.appendChild(make("a", "", text)));
    link.href = addressOf({ ...asked, text, page: 1 });
    return item;
  }));
}

/* ---- narrowing ---- */

function isFiltered() {
  return Object.keys(asked.filters).length > 0;
}

/** @param {string} facet @param {string} value @param {boolean} on */
function choose(facet, value, on) {
  const values = (asked.filters[facet] || []).filter((one) => one !== value);
  if (on) values.push(value);
  return ask({ filters: fitting({ ...asked.filters, [facet]: values.sort() }) });
}

function drawChips() {
  const chosen = facetsIn(Object.keys(asked.filters)).flatMap((facet) => (asked.filters[facet] || []).map((value) => ({ facet, value })));
  const now = JSON.stringify(chosen.map(({ facet, value }) => [facet, value, facets.labelOf(facet, value)]));
  if (now !== drawn.chips) part(named("chosen"), "ul").replaceChildren(...chosen.map(chipOf));
  drawn.chips = now;
  named("chosen").hidden = !chosen.length;
}

/** @param {{facet: string, value: string}} chosen */
function chipOf({ facet, value }) {
  const chip = copyOf(place, "chip");
  tell(part(chip, "[data-label]"), facets.labelOf(facet, value));
  part(chip, "button").addEventListener("click", () => {
    const at = [...(chip.parentElement?.children || [])].indexOf(chip);
    choose(facet, value, false);
    const left = named("chosen").querySelectorAll("li button");
    /** @type {HTMLElement} */ (left[Math.min(at, left.length - 1)] || sort).focus();
  });
  return chip;
}

/* ---- what readers do ---- */

/** @param {Event} event */
function typed(event) {
  if (event instanceof InputEvent && event.isComposing) return;
  clearTimeout(typing);
  typing = window.setTimeout(() => {
    const text = field.value.trim();
    if (text !== asked.text) ask({ text }, false);
  }, TYPING);
}

/** @param {MouseEvent} event */
function turn(event) {
  const link = event.target instanceof Element && event.target.closest("a[data-page]");
  if (!(link instanceof HTMLElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  arriving = { focus: true, scroll: true };
  ask({ page: Number(link.dataset.page) });
}

function begin() {
  const { panel } = facets;
  panel.open = window.matchMedia("(min-width: 60em)").matches;
  named("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    arriving = { focus: true, scroll: false };
    ask({ text: field.value.trim() });
  });
  field.addEventListener("input", typed);
  field.addEventListener("compositionend", typed);
  field.addEventListener("blur", () => { unsettled = false; });
  sort.addEventListener("change", () => ask({ order: /** @type {Asked["order"]} */ (sort.value) }));
  named("filter").addEventListener("submit", (event) => event.preventDefault());
  named("pages").addEventListener("click", turn);
  hits.addEventListener("click", leave);
  part(named("see"), "button").addEventListener("click", () => {
    panel.open = false;
    arriving = { focus: true, scroll: true };
    arrive();
  });
  place.querySelectorAll("[data-sl-clear]").forEach((button) => {
    button.addEventListener("click", () => { ask({ filters: {} }); sort.focus(); });
  });
  window.addEventListener("popstate", () => { unsettled = false; asked = readAddress(location.search); run(); });
  place.setAttribute("data-started", "");
  run();
}

begin();
