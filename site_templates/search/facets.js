// Types, departments, years and states: narrowing by them, and counting them.

/** @typedef {import("./types").FacetName} FacetName */
/** @typedef {import("./types").FacetValue} FacetValue */
/** @typedef {import("./types").Facets} Facets */
/** @typedef {import("./types").Query} Query */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./labels.js").Labels} Labels */

/** @type {FacetName[]} */
export const FACETS = ["type", "department", "year", "state"];

/**
 * The value of each facet of a segment's documents; "" is none.
 * @typedef {Record<FacetName, (document: number) => string>} Values
 */

/** Values that read alike are one: shown as they stand in the oldest record. */
export class Spellings {
  /** @param {import("./folding.js").Folding} folding */
  constructor(folding) {
    this.folding = folding;
    /** @type {Map<string, string>} */
    this.first = new Map();
    /** @type {Map<string, string>} */
    this.known = new Map();
  }

  /** @param {string} typed */
  shown(typed) {
    let shown = this.known.get(typed);
    if (shown === undefined) {
      const folded = this.folding.fold(typed);
      shown = this.first.get(folded) ?? typed;
      this.first.set(folded, shown);
      this.known.set(typed, shown);
    }
    return shown;
  }
}

/**
 * @param {Segment} segment
 * @param {Awaited<ReturnType<Segment["columns"]>>} columns of the segment
 * @param {Labels} labels
 * @param {string} today
 * @param {Spellings} spellings
 * @returns {Values}
 */
export function valuesOf(segment, { type, department, state }, labels, today, spellings) {
  const shown = department.values.map((typed) => spellings.shown(typed));
  const now = state.values.map((states) => stateOn(states, today));
  const typeOf = (/** @type {number} */ document) => type.values[type.places[document] ?? 0];
  return {
    type: (document) => labels.typeValue(typeOf(document)),
    department: (document) => shown[department.places[document] ?? 0],
    year: (document) => segment.year(document),
    state: (document) => labels.stateValue(typeOf(document), now[state.places[document] ?? 0] ?? null),
  };
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
 * The filters that a document fails.
 * @param {Values} values
 * @param {number} document
 * @param {Query["filters"]} filters
 * @returns {FacetName[]}
 */
function failed(values, document, filters) {
  return FACETS.filter((name) => {
    const wanted = filters[name];
    return wanted !== undefined && wanted.length > 0 && !wanted.includes(values[name](document));
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
  /** @param {Query["filters"]} filters */
  constructor(filters) {
    this.filters = filters;
    /** How many pass every filter. */
    this.total = 0;
    /** @type {Record<FacetName, Map<string, number>>} */
    this.counts = { type: new Map(), department: new Map(), year: new Map(), state: new Map() };
    for (const name of FACETS) for (const value of filters[name] ?? []) this.counts[name].set(value, 0);
  }

  /**
   * @param {Values} values
   * @param {number} document
   */
  add(values, document) {
    const stops = failed(values, document, this.filters);
    if (stops.length > 1) return;
    if (stops.length === 0) this.total += 1;
    for (const name of stops.length ? stops : FACETS) {
      const value = values[name](document);
      if (value) this.counts[name].set(value, (this.counts[name].get(value) ?? 0) + 1);
    }
  }

  /**
   * @param {Labels} labels
   * @returns {Facets}
   */
  facets(labels) {
    const values = (/** @type {FacetName} */ name) =>
      [...this.counts[name]].map(([value, count]) => ({ value, count, label: labels.facetLabel(name, value) }));
    const often = (/** @type {FacetValue} */ a, /** @type {FacetValue} */ b) =>
      b.count - a.count || (a.value < b.value ? -1 : 1);
    return {
      type: values("type").sort((a, b) => labels.typePlace(a.value) - labels.typePlace(b.value)),
      department: values("department").sort(often),
      year: values("year").sort((a, b) => (a.value < b.value ? 1 : -1)),
      state: values("state").sort(often),
    };
  }
}
