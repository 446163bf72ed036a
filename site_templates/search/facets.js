// Types, departments, years and states: narrowing by them, and counting them.

/** @typedef {import("./types").FacetName} FacetName */
/** @typedef {import("./types").FacetValue} FacetValue */
/** @typedef {import("./types").Facets} Facets */
/** @typedef {import("./types").Column} Column */
/** @typedef {import("./types").Query} Query */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./labels.js").Labels} Labels */

/** What narrows every search. @type {FacetName[]} */
export const FACETS = ["type", "department", "year", "state"];
const NONE = /** @type {string[]} */ ([]);

/**
 * The values of each facet of a segment's documents, null where it is no facet of theirs; and the day on which something
 * ends, "" if none does.
 * @typedef {{facets: Record<FacetName, (document: number) => string[] | null>, deadline: (document: number) => string}} Values
 */

/** Values that read alike are one, in the address as they are folded: shown as they stand in the oldest record. */
export class Spellings {
  /** @param {import("./folding.js").Folding} folding */
  constructor(folding) {
    this.folding = folding;
    /** What each value is called. @type {Map<string, string>} */
    this.labels = new Map();
  }

  /** @param {string} typed */
  value(typed) {
    const folded = this.folding.fold(typed);
    if (!this.labels.has(folded)) this.labels.set(folded, typed);
    return folded;
  }
}

/**
 * The facets by which a search is narrowed: those of every search, and where one type is chosen those of its own.
 * @param {Query["filters"]} filters
 * @param {Labels} labels
 */
export function facetsFor(filters, labels) {
  const own = ownType(filters);
  const keys = own === null ? [] : labels.facets(own).map(({ key }) => key);
  return [...FACETS, ...keys.filter((key) => !FACETS.includes(key))];
}

/**
 * The one type that is chosen.
 * @param {Query["filters"]} filters
 */
export function ownType(filters) {
  const [type, ...others] = filters.type ?? [];
  return type === undefined || others.length > 0 ? null : type;
}

/**
 * What is known of the documents of a segment. Where one type alone is chosen, years are those of its listing, and its
 * own facets come besides.
 * @param {Segment} segment
 * @param {Query} query
 * @param {Labels} labels
 * @param {string} today
 * @param {Spellings} spellings
 * @param {AbortSignal} [signal]
 * @returns {Promise<Values>}
 */
export async function valuesOf(segment, query, labels, today, spellings, signal) {
  const chosen = ownType(query.filters);
  const own = chosen === null || segment.entry.language !== null ? [] : labels.facets(chosen);
  const { type, department, state, deadline, facets: columns } = await segment.columns(query.sort === "deadline", own.length, signal);
  const at = (/** @type {Column} */ column, /** @type {any[]} */ values) =>
    (/** @type {number} */ document) => values[column.places[document] ?? 0];
  const kinds = type.values.map((name) => labels.typeValue(name));
  const ofDepartment = department.values.map((typed) => (typed ? [spellings.value(typed)] : NONE));
  const years = segment.entry.years.map(([year]) => (year ? [year] : NONE));
  const now = state.values.map((states) => stateOn(states, today));
  const inState = type.values.map((name) => now.map((id) => labels.stateValues(name, id)));
  const inAnyType = (/** @type {number} */ document) =>
    /** @type {string[][]} */ (inState[type.places[document] ?? 0])[state.places[document] ?? 0] ?? NONE;
  const facets = /** @type {Values["facets"]} */ ({
    type: at(type, kinds.map((kind) => [kind])),
    department: at(department, ofDepartment),
    year: (document) => years[segment.yearPlace(document)] ?? NONE,
    state: inAnyType,
  });
  const isChosen = (/** @type {number} */ document) => kinds[type.places[document] ?? 0] === chosen;
  if (chosen !== null && !(query.filters.state ?? NONE).some(labels.isGroup, labels)) {
    facets.state = (document) => (isChosen(document) ? inAnyType(document) : null);
  }
  own.forEach(({ key, isText }, place) => {
    const column = /** @type {Column} */ (columns[place]);
    const values = at(column, column.values.map((all) => (isText ? all.map((/** @type {string} */ one) => spellings.value(one)) : all)));
    // A column holds of each type what is its own: of another type's documents it says something else.
    const others = facets[key] ?? (() => null);
    facets[key] = (document) => (isChosen(document) ? values(document) : others(document));
  });
  return { facets, deadline: deadline ? at(deadline, deadline.values) : () => "" };
}

/**
 * The state that holds on a day: states stand with the days between them from which on the next one holds.
 * @param {(string | null)[]} states
 * @param {string} today
 * @returns {string | null}
 */
export function stateOn(states, today) {
  let place = 0;
  while (place + 1 < states.length && /** @type {string} */ (states[place + 1]) <= today) place += 2;
  return states[place] ?? null;
}

/**
 * The filters that a document fails; what this search does not know narrows nothing.
 * @param {Values} values
 * @param {number} document
 * @param {Query["filters"]} filters
 * @returns {FacetName[]}
 */
function failed(values, document, filters) {
  return Object.keys(filters).filter((name) => {
    const [wanted, held] = [filters[name] ?? NONE, values.facets[name]?.(document) ?? null];
    return held !== null && wanted.length > 0 && !held.some((value) => wanted.includes(value));
  });
}

/**
 * @param {Values} values
 * @param {number} document
 * @param {Query["filters"]} filters
 */
export function passes(values, document, filters) {
  return failed(values, document, filters).length === 0;
}

/** Counts each facet over what passes the filters of the other facets. */
export class Counter {
  /**
   * @param {Query["filters"]} filters
   * @param {Labels} labels
   * @param {Spellings} spellings
   */
  constructor(filters, labels, spellings) {
    this.filters = filters;
    this.labels = labels;
    this.spellings = spellings;
    this.names = facetsFor(filters, labels);
    /** How many pass every filter. */
    this.total = 0;
    /** @type {Record<FacetName, Map<string, number>>} */
    this.counts = Object.fromEntries(this.names.map((name) => [name, new Map((filters[name] ?? NONE).map((value) => [value, 0]))]));
  }

  /**
   * @param {Values} values
   * @param {number} document
   */
  add(values, document) {
    const stops = failed(values, document, this.filters);
    if (stops.length > 1) return;
    if (stops.length === 0) this.total += 1;
    for (const name of stops.length ? stops : this.names) {
      const counts = /** @type {Map<string, number>} */ (this.counts[name]);
      for (const value of values.facets[name]?.(document) ?? NONE) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }

  /** @returns {Facets} */
  facets() {
    const chosen = ownType(this.filters);
    return Object.fromEntries(this.names.map((name) => [name, this.#values(name, chosen)]));
  }

  /**
   * Types and states in the order in which they are declared, years from the newest, others from the most frequent. Of
   * states those of the type that is chosen, or else groups of them; and what is chosen itself.
   * @param {FacetName} name
   * @param {string | null} chosen
   * @returns {FacetValue[]}
   */
  #values(name, chosen) {
    const { labels, spellings } = this;
    const wanted = this.filters[name] ?? NONE;
    const isOffered = (/** @type {string} */ value) =>
      name !== "state" || wanted.includes(value) || labels.isGroup(value) === (chosen === null);
    const shown = [...(this.counts[name] ?? [])].filter(([value]) => isOffered(value));
    const found = shown.map(([value, count]) => ({ value, count, label: labels.facetLabel(name, value, chosen) ?? spellings.labels.get(value) ?? value }));
    const [type, state] = [labels.types, labels.statesInOrder(chosen)];
    const places = name === "type" ? type : name === "state" ? state : null;
    if (places) return found.sort((a, b) => placeIn(places, a.value) - placeIn(places, b.value));
    if (name === "year" || labels.isNumber(name, chosen)) return found.sort((a, b) => number(b.value) - number(a.value));
    return found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }
}

/**
 * @param {string[]} order
 * @param {string} value what is in no order comes last
 */
function placeIn(order, value) {
  const place = order.indexOf(value);
  return place < 0 ? order.length : place;
}

/** @param {string} value what is none comes last */
function number(value) {
  return Number.isFinite(Number(value)) ? Number(value) : -1;
}
