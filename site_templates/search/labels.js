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
    /** All types, as the address calls them, in their order. */
    this.types = Object.keys(own.types);
    /** Groups of states, in their order. */
    this.groups = Object.keys(own.groups);
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
   * Under which values a state of a type is found: its group, and itself.
   * @param {string} type
   * @param {string | null} id
   * @returns {string[]}
   */
  stateValues(type, id) {
    const declared = id === null ? undefined : this.own.types[type]?.states[id];
    return declared ? [declared[2], `${type}.${id}`] : [];
  }

  /** Whether the value of a state is a group of states. @param {string} value */
  isGroup(value) {
    return value in this.own.groups;
  }

  /**
   * The states that are offered, in their order: of a type, or groups.
   * @param {string | null} type
   */
  statesInOrder(type) {
    const own = Object.keys(this.own.types[type ?? ""]?.states ?? {});
    return [...this.groups, ...own.map((id) => `${type}.${id}`)];
  }

  /**
   * The facets by which one type alone is narrowed, in the order of their columns.
   * @param {string} type
   */
  facets(type) {
    return (this.own.types[type]?.facets ?? []).map(([key, title, isText, labels]) => ({ key, title, isText, labels }));
  }

  /** Whether the values of a type's own facet are years or other numbers. @param {FacetName} name @param {string | null} type */
  isNumber(name, type) {
    const found = this.facets(type ?? "").find(({ key }) => key === name);
    return found !== undefined && !found.isText && Object.keys(found.labels).length === 0;
  }

  /**
   * @param {FacetName} name
   * @param {string} value
   * @param {string | null} chosen the type that alone is chosen
   * @returns {string | undefined} nothing where the records' own words say it
   */
  facetLabel(name, value, chosen) {
    if (name === "type") return this.type(value === PAGES ? "" : value);
    if (name === "state") return this.own.groups[value] ?? this.#stateLabel(value);
    return this.facets(chosen ?? "").find(({ key }) => key === name)?.labels[value];
  }

  /** @param {string} value */
  #stateLabel(value) {
    const type = value.slice(0, value.indexOf("."));
    return this.own.types[type]?.states[value.slice(type.length + 1)]?.[0];
  }
}
