// The search: words → candidates → verified hits; then counts. Nothing is shown that the text does not hold.

import { candidates, closest, narrowed, newest, size, stages } from "./candidates.js";
import { Days } from "./days.js";
import { Counter, facetsFor, ownType, passes, Spellings, stateOn, valuesOf } from "./facets.js";
import { Folding } from "./folding.js";
import { Labels } from "./labels.js";
import { context, marked } from "./matching.js";
import { almostSpoken, bySound, letters, nearMisses, withinTitles } from "./meant.js";
import { OpenNotices } from "./open_notices.js";
import { parse } from "./query.js";
import { ranked } from "./ranking.js";
import { Segment } from "./segment.js";
import { BOOT, EngineError, OPEN, Store } from "./store.js";
import { inLanguage } from "./titles.js";
import { Verifying } from "./verifying.js";

export { EngineError };

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Boot} Boot */
/** @typedef {import("./types").Hit} Hit */
/** @typedef {import("./types").Query} Query */
/** @typedef {import("./types").Row} Row */
/** @typedef {import("./candidates.js").Candidates} Candidates */
/** @typedef {import("./facets.js").Values} Values */
/** @typedef {import("./ranking.js").Candidate} Candidate */

/** The layout of the index files that this engine reads (`VERSION` in generator/website/search/index.py). */
const VERSION = 8;
/** So many candidates are all verified for exact counts; of more, counts are estimates. */
const VERIFIED_FOR_COUNTS = 60;
const STATES = 7;
/** Characters of what stands in the index as it is. */
const PAIR = 2;
/** So many of the first candidates are looked at while more terms are looked up. */
const EARLY = 3;

/**
 * The index as it stands on the server.
 * @typedef {{folding: Folding, days: Days, labels: Labels, segments: Segment[], asOf: string, hasNames: boolean, attachmentText: number}} Index
 */

/**
 * `base` is the address of the site's root, `today` a day like 2026-11-24, or what says which day it is by now.
 * @typedef {{base: string, language: string, today: string | (() => string), fetch?: import("./types").Fetch}} Options
 */

/** What is known of the documents of each segment. @typedef {{of: Map<Segment, Values>, spellings: Spellings}} Known */

/** @param {Options} options */
export function open(options) {
  return new Engine(options);
}

export class Engine {
  /** @param {Options} options */
  constructor({ base, language, today, fetch = (url, asked) => globalThis.fetch(url, asked) }) {
    if (typeof DecompressionStream === "undefined") {
      throw new EngineError("unsupported", "this browser cannot unpack the index");
    }
    this.store = new Store(base.endsWith("/") ? base : `${base}/`, fetch);
    this.language = language;
    /** States are those of this day. */
    this.today = typeof today === "string" ? () => today : today;
    /** Who is on notice, as far as the server said. @type {Promise<import("./types").OpenRow[]> | null} */
    this.named = null;
    /** @type {Index | null} */
    this.index = null;
  }

  /**
   * First results as soon as they are verified, then the same with counts.
   * @param {Query} query
   * @param {AbortSignal} [signal]
   * @returns {AsyncGenerator<Answer>}
   */
  async *search(query, signal) {
    try {
      yield* this.#answers(query, await this.#open(signal), signal);
    } catch (error) {
      if (!this.#isOutdated(error)) throw error;
      yield* this.#answers(query, await this.#open(signal), signal);
    }
  }

  /**
   * The few best records whose title holds the text.
   * @param {string} text
   * @param {number} limit
   * @param {AbortSignal} [signal]
   * @returns {Promise<Hit[]>}
   */
  async suggest(text, limit, signal) {
    try {
      return await this.#suggestions(text, limit, await this.#open(signal), signal);
    } catch (error) {
      if (!this.#isOutdated(error)) throw error;
      return this.#suggestions(text, limit, await this.#open(signal), signal);
    }
  }

  /**
   * What was probably meant by words that nothing holds: each leads to a search of its own.
   * @param {string} text
   * @param {AbortSignal} [signal]
   * @returns {Promise<string[]>}
   */
  async meant(text, signal) {
    const index = await this.#open(signal);
    const typed = letters(index.folding.fold(text.trim()));
    if (typed !== null) return this.#meantByLetters(typed, text, index, signal);
    const words = parse(text, index.folding, index.days).flatMap((readings) => (readings.length === 1 ? readings.flat() : []));
    const near = words.map((word) => nearMisses(word, recordsAndPages(index), index.folding, signal));
    return (await Promise.all(near)).flat();
  }

  /**
   * @param {string} typed all letters in one
   * @param {string} text
   * @param {Index} index
   * @param {AbortSignal} [signal]
   */
  async #meantByLetters(typed, text, index, signal) {
    const open = await this.#openNotices(index);
    /** @type {(letter: string) => Promise<[string[], string[]][]>} */
    const spoken = (letter) => Promise.all(index.segments.map((segment) => segment.spoken(letter, signal)));
    const wordsOf = async (/** @type {string} */ letter) => [...open.spoken, ...(await spoken(letter)).flatMap(([words]) => words)];
    const pairsOf = async (/** @type {string} */ letter) => inTurn((await spoken(letter)).map(([, pairs]) => pairs));
    const whole = bySound(typed, await wordsOf(typed.charAt(0)));
    if (whole.length > 0) return whole;
    const parts = await withinTitles(typed, pairsOf);
    const isThere = await Promise.all(parts.map(async (part) => [...part].length === PAIR || (await this.#suggestions(part, 1, index, signal)).length > 0));
    const there = parts.filter((_, place) => isThere[place]);
    if (there.length > 0) return there;
    const words = [...new Set([typed, ...index.folding.fold(text.trim()).split(" ")])];
    const near = words.map(async (word) => {
      const [letter, known] = [word.charAt(0), await wordsOf(word.charAt(0))];
      return almostSpoken(word, [...known, ...(await pairsOf(letter))]);
    });
    return [...new Set((await Promise.all(near)).flat())];
  }

  /**
   * @param {AbortSignal} [signal]
   * @returns {Promise<Index>}
   */
  async #open(signal) {
    if (this.index) return this.index;
    const boot = /** @type {Boot} */ (JSON.parse(new TextDecoder().decode(await this.store.content(BOOT, signal))));
    if (boot.version !== VERSION) throw new EngineError("version", `layout ${boot.version}`);
    const own = boot.segments.filter(({ language }) => language === null || language === this.language);
    // Pages that people write have no date, so they stand before all records; attachments come after these, newest first.
    own.sort((one, other) => placeOf(one) - placeOf(other));
    const frequent = boot.frequent.split("\n");
    this.index = {
      folding: new Folding(boot.fold),
      days: new Days(boot.days),
      labels: new Labels(boot, this.language),
      segments: own.map((entry) => new Segment(entry, frequent, this.store)),
      asOf: boot.asOf,
      hasNames: boot.open,
      attachmentText: boot.attachmentText,
    };
    return this.index;
  }

  /**
   * Whether the site was published anew while it was read; then everything known of it is forgotten.
   * @param {unknown} error
   */
  #isOutdated(error) {
    if (!(error instanceof EngineError) || error.kind !== "version" || this.index === null) return false;
    this.index = null;
    this.named = null;
    this.store.forget();
    return true;
  }

  /** @param {Index} index */
  #day(index) {
    const today = this.today();
    return today > index.asOf ? today : index.asOf;
  }

  /**
   * The names of who is on notice on this day. Without an answer of the server nobody is known, and the next search asks again.
   * @param {Index} index
   * @returns {Promise<OpenNotices>}
   */
  async #openNotices(index) {
    const made = (/** @type {import("./types").OpenRow[]} */ rows) =>
      new OpenNotices(rows, this.#day(index), index.folding, index.days);
    if (!index.hasNames) return made([]);
    this.named ??= this.store.content(OPEN).then((content) => JSON.parse(new TextDecoder().decode(content)));
    try {
      return made(await this.named);
    } catch {
      this.named = null;
      this.store.kept.delete(OPEN);
      return Object.assign(made([]), { isMissing: true });
    }
  }

  /**
   * @param {Query} asked
   * @param {Index} index
   * @param {AbortSignal} [signal]
   * @returns {AsyncGenerator<Answer>}
   */
  async *#answers(asked, index, signal) {
    const query = { ...asked, filters: folded(asked.filters, index.folding) };
    const wishes = parse(query.text, index.folding, index.days);
    const isUnheardOf = wishes.length === 0 && query.text.trim() !== "";
    const open = this.#openNotices(index);
    const segments = wishes.length > 0 ? index.segments : recordsAndPages(index);
    const isNarrowed = facetsFor(query.filters, index.labels).some((name) => query.filters[name]?.length);
    const isDated = query.sort === "deadline";
    const isEarly = query.early && query.from === 0;
    let early = 0;
    if (isEarly && !isNarrowed && (query.sort === "match" || query.sort === "newest")) {
      for await (const answer of this.#ofTheNewest(query, query.sort, wishes, segments, open, index, signal)) {
        early = answer.hits.length;
        yield answer;
      }
    }
    /** @type {Candidates[]} */
    let everything = [];
    const looking = stages(wishes, segments, open, signal);
    for (let next = looking.next(), isLast = isUnheardOf; !isLast; ) {
      const { value } = await next;
      everything = value.found;
      isLast = value.isLast;
      if (isLast) break;
      const some = new Verifying(wishes, everything, ranked(everything, query.sort), index, await open);
      const hits = some.look(isEarly && !isNarrowed && !isDated ? EARLY : 0, signal);
      let hit = hits.next(); // asks for its files before more terms are looked up
      next = looking.next();
      for (const asked of [hit, next]) asked.catch(() => undefined); // whoever waits for it is told below
      for (; !(await hit).done; hit = hits.next()) {
        if (some.hits.length > early) yield this.#first(query, some, index);
        early = Math.max(early, some.hits.length);
      }
    }
    const known = isNarrowed || isDated ? await this.#values(query, index, signal) : null;
    const found = known ? everything.map((part) => wanted(part, known, query)) : everything;
    const run = new Verifying(wishes, found, ranked(found, query.sort, known && this.#deadlines(known, index)), index, await open);
    if (run.isCertain) run.skip(query.from);
    for await (const _ of run.towards(query.from + query.size, signal)) {
      if (isEarly && run.hits.length > early && run.hits.length < query.size) yield this.#first(query, run, index);
    }
    const shown = run.hits.slice(query.from, query.from + query.size);
    const deadlines = isDated && known ? this.#deadlines(known, index) : null;
    const hits = shown.map((hit) => this.#hit(hit, run, index, deadlines));
    const withoutNames = run.open.isMissing;
    const own = index.labels.facets(ownType(query.filters) ?? "");
    yield { hits, ...run.count, facets: null, own, facetsExact: false, withoutNames, isEarly: false };
    yield { hits, own, withoutNames, isEarly: false, ...(await this.#counts(run, everything, known, query, index, signal)) };
  }

  /**
   * Of a large index the first hits among the newest records: with so many that a page asks for first, nobody waits for the
   * rest of the index.
   * @param {Query} query
   * @param {"match" | "newest"} sort
   * @param {import("./types").Wanted[]} wishes
   * @param {Segment[]} segments
   * @param {Promise<OpenNotices>} open
   * @param {Index} index
   * @param {AbortSignal} [signal]
   * @returns {AsyncGenerator<Answer>}
   */
  async *#ofTheNewest(query, sort, wishes, segments, open, index, signal) {
    const first = await newest(wishes, sort, segments, open, signal);
    if (first === null) return;
    const run = new Verifying(wishes, first.found, ranked(first.found, sort), index, await open);
    for await (const _ of run.towards(query.size, signal)) {
      const answer = this.#first(query, run, index);
      yield { ...answer, total: Math.max(answer.hits.length, Math.round(first.all / first.share)) };
    }
  }

  /**
   * The first hits, before it is known which others there are: they stay, in this order.
   * @param {Query} query
   * @param {Verifying} run
   * @param {Index} index
   * @returns {Answer}
   */
  #first(query, run, index) {
    const hits = run.hits.slice(0, query.size).map((hit) => this.#hit(hit, run, index));
    return { ...run.count, hits, exact: false, facets: null, own: [], facetsExact: false, withoutNames: run.open.isMissing, isEarly: true };
  }

  /**
   * @param {Verifying} run
   * @param {Candidates[]} everything before it was narrowed
   * @param {Known | null} given
   * @param {Query} query
   * @param {Index} index
   * @param {AbortSignal} [signal]
   * @returns {Promise<Omit<Answer, "hits" | "own" | "withoutNames" | "isEarly">>}
   */
  async #counts(run, everything, given, query, index, signal) {
    const known = given ?? (await this.#values(query, index, signal));
    const close = run.isCertain ? everything : await closest(run.wanted, index.segments, Promise.resolve(run.open), signal);
    const isFew = !run.isCertain && size(close) <= VERIFIED_FOR_COUNTS;
    const counter = new Counter(query.filters, index.labels, known.spellings);
    for (const { segment, all } of isFew ? await verified(run, close, index, signal) : close) {
      const own = valuesIn(known, segment);
      for (const document of all) counter.add(own, document);
    }
    const isExact = isFew || run.isCertain;
    const count = run.isDone ? run.count : { total: counter.total, exact: isExact };
    return { ...count, facets: counter.facets(), facetsExact: isExact };
  }

  /**
   * @param {Query} query
   * @param {Index} index
   * @param {AbortSignal} [signal]
   * @returns {Promise<Known>}
   */
  async #values(query, index, signal) {
    const [spellings, today] = [new Spellings(index.folding), this.#day(index)];
    const values = index.segments.map(async (segment) =>
      /** @type {[Segment, Values]} */ ([segment, await valuesOf(segment, query, index.labels, today, spellings, signal)]),
    );
    return { of: new Map(await Promise.all(values)), spellings };
  }

  /**
   * @param {Known} known
   * @param {Index} index
   * @returns {import("./ranking.js").Deadlines}
   */
  #deadlines(known, index) {
    return { today: this.#day(index), of: (segment, document) => valuesIn(known, segment).deadline(document) };
  }

  /**
   * @param {string} text
   * @param {number} limit
   * @param {Index} index
   * @param {AbortSignal} [signal]
   * @returns {Promise<Hit[]>}
   */
  async #suggestions(text, limit, index, signal) {
    const wishes = parse(text, index.folding, index.days);
    if (wishes.length === 0) return [];
    const open = this.#openNotices(index);
    const found = await candidates(wishes, recordsAndPages(index), open, signal);
    const titled = found.map((part) => ({ ...part, all: part.heading.subarray(0, 0) }));
    const run = new Verifying(wishes, titled, ranked(titled, "match"), index, await open);
    await run.until(limit, signal);
    return run.hits.map((hit) => this.#hit(hit, run, index));
  }

  /**
   * @param {[Candidate, Row, Row[]]} hit
   * @param {Verifying} run
   * @param {Index} index
   * @param {import("./ranking.js").Deadlines | null} [deadlines] where they are known, since hits stand in their order
   * @returns {Hit}
   */
  #hit([{ segment, document }, row, helping], { wanted, open }, index, deadlines) {
    const { folding, days, labels } = index;
    const [type, name, title, text, day, department, id] = row.map((part) => part ?? "");
    const own = type ?? "";
    const { attached } = segment.entry;
    const texts = [text, open.names(segment, document, row), ...helping.map((one) => one[3])];
    const { line, pieces } = context(texts.join("\n"), wanted, folding, days);
    const said = inLanguage(title ?? "", this.language);
    const shownTitle = marked(said.text, wanted, folding, days);
    // What stands in a table with pages of its own leads to its rows; not what the title says too, nor a day, which each language writes.
    const table = row.parts?.find(([, own]) => own.split("\n").includes(line))?.[0];
    const isTold = !table || shownTitle.some(({ mark }) => mark) || wanted.flat(2).some((word) => word.day !== null);
    const words = isTold ? [] : pieces.flatMap(({ mark, text: found }) => (mark ? found : []));
    const named = (/** @type {string} */ name, /** @type {string} */ held) =>
      ({ name: marked(name, wanted, folding, days), isCut: held.length >= index.attachmentText });
    return {
      address: labels.address(own, words.length ? `table/${name}/${table}/index` : (name ?? "")) + (words.length ? `?q=${encodeURIComponent(words.join(" "))}` : ""),
      title: attached ? [{ text: id || name || "", mark: false }] : shownTitle,
      isTranslated: said.isTranslated,
      context: pieces,
      type: labels.typeValue(own),
      typeLabel: labels.type(own),
      day: day || null,
      department: department || null,
      state: own ? labels.state(own, stateOn(row.slice(STATES), this.#day(index))) : null,
      id: own && !attached ? id || name || "" : "",
      deadline: (deadlines && deadlines.of(segment, document)) || null,
      today: this.#day(index),
      attachment: attached ? named(title ?? "", text ?? "") : helping[0] ? named(helping[0][2] ?? "", helping[0][3] ?? "") : null,
    };
  }
}

/** @param {import("./types").SegmentEntry} entry */
function placeOf({ language, attached }) {
  return language !== null ? 0 : attached ? 1 : 2;
}

/**
 * Lists that are each in order as one: what comes first in any of them first.
 * @param {string[][]} lists
 */
function inTurn(lists) {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return [...new Set(Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? [])).flat())];
}

/** @param {Index} index */
function recordsAndPages({ segments }) {
  return segments.filter(({ entry }) => !entry.attached);
}

/**
 * @param {Known} known
 * @param {Segment} segment
 */
function valuesIn(known, segment) {
  return /** @type {Values} */ (known.of.get(segment));
}

/**
 * What is chosen, in the spelling by which values that read alike are one.
 * @param {Query["filters"]} filters
 * @param {Folding} folding
 * @returns {Query["filters"]}
 */
function folded(filters, folding) {
  const isWord = (/** @type {string} */ name) => name !== "type" && name !== "state";
  return Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, isWord(name) ? values.map((one) => folding.fold(one)) : values]));
}

/**
 * The candidates whose text holds what is wanted.
 * @param {Verifying} asked
 * @param {Candidates[]} found
 * @param {Index} index
 * @param {AbortSignal} [signal]
 * @returns {Promise<{segment: Segment, all: number[]}[]>}
 */
async function verified({ wanted, open }, found, index, signal) {
  const run = new Verifying(wanted, found, ranked(found, "newest"), index, open);
  await run.until(Infinity, signal);
  return run.hits.map(([{ segment, document }]) => ({ segment, all: [document] }));
}

/**
 * @param {Candidates} part
 * @param {Known} known
 * @param {Query} query
 */
function wanted(part, known, query) {
  const own = valuesIn(known, part.segment);
  return narrowed(part, (document) => passes(own, document, query.filters));
}
