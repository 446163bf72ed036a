// What types, states and facet values are called, in the reader's language.

/** @typedef {import("./types").Boot} Boot */
/** @typedef {import("./types").FacetName} FacetName */

/** How the address calls the pages that people write, which have no type. */
export const PAGES = "~pages";

export class Labels {
  /**
   * @param {Boot} boot
   * @param {string} language
   */
  constructor(boot, language) {
    const own = boot.languages[language] ?? Object.values(boot.languages)[0];
    if (!own) throw new Error("an index without a language");
    this.own = own;
    this.order = Object.keys(own.types);
    this.shared = sharedStates(boot);
  }

  /** @param {string} type */
  type(type) {
    return type ? (this.own.types[type]?.label ?? type) : this.own.page;
  }

  /**
   * @param {string} type
   * @param {string | null} id
   */
  state(type, id) {
    const declared = id === null ? undefined : this.own.types[type]?.states[id];
    return id !== null && declared ? { id, label: declared[0], look: declared[1] } : null;
  }

  /**
   * The address of a document's page from the site's root.
   * @param {string} type
   * @param {string} name
   */
  address(type, name) {
    return type ? `${this.own.prefix}${type}/${name}.html` : name;
  }

  /** @param {string} type */
  typeValue(type) {
    return type || PAGES;
  }

  /**
   * States of several types that are called the same are one value; others are told apart by their type.
   * @param {string} type
   * @param {string | null} id
   */
  stateValue(type, id) {
    if (id === null) return "";
    return this.shared.has(id) ? id : `${type}.${id}`;
  }

  /**
   * @param {FacetName} name
   * @param {string} value
   */
  facetLabel(name, value) {
    if (name === "type") return this.type(value === PAGES ? "" : value);
    return name === "state" ? this.#stateLabel(value) : value;
  }

  /** @param {string} value */
  #stateLabel(value) {
    for (const [type, { states }] of Object.entries(this.own.types)) {
      for (const [id, [label]] of Object.entries(states)) {
        if (this.stateValue(type, id) === value) return label;
      }
    }
    return value;
  }

  /** @param {string} value */
  typePlace(value) {
    const place = this.order.indexOf(value);
    return place < 0 ? this.order.length : place;
  }
}

/**
 * The ids of states that are called the same wherever they occur, in every language.
 * @param {Boot} boot
 */
function sharedStates(boot) {
  /** @type {Map<string, Set<string>>} */
  const called = new Map();
  const languages = Object.values(boot.languages);
  for (const type of Object.keys(languages[0]?.types ?? {})) {
    for (const id of Object.keys(languages[0]?.types[type]?.states ?? {})) {
      const names = languages.map((language) => language.types[type]?.states[id]?.[0]).join("\n");
      called.set(id, (called.get(id) ?? new Set()).add(names));
    }
  }
  return new Set([...called].filter(([, names]) => names.size === 1).map(([id]) => id));
}
