/* The panel that narrows a search: values to tick, each with the number of records that it would leave. */
import { FACETS, facetsIn } from "./address.js";
import { copyOf, fill, numberText, part, tell } from "./drawing.js";

const SHOWN = 8; // values in sight; the others are folded away

/** @typedef {import("./address.js").Filters} Filters */
/** @typedef {import("./types").FacetValue} FacetValue */

/**
 * @param {HTMLElement} place the search page
 * @param {(facet: string, value: string, on: boolean) => void} choose what to do when a value is ticked
 */
export function panelOf(place, choose) {
  const panel = /** @type {HTMLDetailsElement} */ (part(place, "[data-sl-panel]"));
  /** @type {Map<string, string>} */
  const labels = new Map();
  place.querySelectorAll("[data-sl-types] option").forEach((option) => {
    labels.set(`type ${/** @type {HTMLOptionElement} */ (option).value}`, option.textContent || "");
  });

  /** @param {string} facet @param {string} value */
  const labelOf = (facet, value) => labels.get(`${facet} ${value}`) || value;

  /**
   * @param {NonNullable<import("./types").Answer["facets"]>} facets
   * @param {import("./types").OwnFacet[]} own
   * @param {Filters} filters
   * @param {boolean} exact
   */
  function draw(facets, own, filters, exact) {
    const known = facetsIn(Object.keys(facets));
    place.querySelectorAll("[data-sl-facet]").forEach((box) => {
      if (!known.includes(/** @type {HTMLElement} */ (box).dataset.slFacet || "")) box.remove();
    });
    own.filter(({ key }) => !FACETS.includes(key)).forEach(addBox);
    for (const facet of known) {
      const values = facets[facet] || [];
      values.forEach((item) => labels.set(`${facet} ${item.value}`, item.label));
      drawFacet(facet, withChosen(facet, values, filters[facet] || []), filters[facet] || [], exact);
    }
    panel.hidden = !known.some((facet) => !boxOf(facet).hidden);
  }

  /** The box of a facet that one type alone has, behind the others. @param {import("./types").OwnFacet} facet */
  function addBox({ key, title }) {
    if (place.querySelector(`[data-sl-facet="${CSS.escape(key)}"]`)) return;
    const box = copyOf(place, "facet-of-type");
    box.dataset.slFacet = key;
    part(box, "legend").textContent = title;
    part(place, ".sl-see").before(box);
  }

  /** @param {string} facet */
  const boxOf = (facet) => part(place, `[data-sl-facet="${CSS.escape(facet)}"]`);

  /** What is chosen stays in sight though nothing holds it. @param {string} facet @param {FacetValue[]} values @param {string[]} chosen */
  function withChosen(facet, values, chosen) {
    const missing = chosen.filter((value) => !values.some((item) => item.value === value));
    return [...values, ...missing.map((value) => ({ value, label: labelOf(facet, value), count: 0 }))];
  }

  /** @param {string} facet @param {FacetValue[]} values @param {string[]} chosen @param {boolean} exact */
  function drawFacet(facet, values, chosen, exact) {
    const box = boxOf(facet);
    const known = inputsOf(box).map((input) => input.value).join("\n");
    if (known !== values.map((item) => item.value).join("\n")) fillFacet(facet, box, values);
    inputsOf(box).forEach((input, number) => mark(input, values[number], chosen, exact));
    box.hidden = !values.length;
  }

  /** @param {string} facet @param {HTMLElement} box @param {FacetValue[]} values */
  function fillFacet(facet, box, values) {
    const focused = document.activeElement instanceof HTMLInputElement && box.contains(document.activeElement)
      ? document.activeElement.value : null;
    const [first, others] = box.querySelectorAll("ul");
    const more = part(box, "details");
    first.replaceChildren(...values.slice(0, SHOWN).map((item) => optionOf(facet, item)));
    others.replaceChildren(...values.slice(SHOWN).map((item) => optionOf(facet, item)));
    more.hidden = values.length <= SHOWN;
    const summary = part(more, "summary");
    summary.textContent = fill(summary.dataset.words, { n: numberText(values.length - SHOWN) });
    inputsOf(box).find((input) => input.value === focused)?.focus();
  }

  /** @param {string} facet @param {FacetValue} item */
  function optionOf(facet, item) {
    const option = copyOf(place, "option");
    const input = /** @type {HTMLInputElement} */ (part(option, "input"));
    input.name = facet;
    input.value = item.value;
    input.addEventListener("change", () => choose(facet, item.value, input.checked));
    tell(part(option, "[data-label]"), item.label);
    return option;
  }

  /** @param {HTMLInputElement} input @param {FacetValue} item @param {string[]} chosen @param {boolean} exact */
  function mark(input, item, chosen, exact) {
    const row = /** @type {HTMLElement} */ (input.parentElement);
    const folded = input.closest("details.sl-more");
    input.checked = chosen.includes(item.value);
    row.classList.toggle("is-zero", !item.count);
    part(row, ".sl-n").textContent = exact ? numberText(item.count) : about(item.count);
    if (input.checked && folded instanceof HTMLDetailsElement) folded.open = true;
  }

  /** @param {number} count */
  const about = (count) => fill(part(place, "[data-sl-count]").dataset.about, { n: numberText(count) });

  return { draw, labelOf, panel };
}

/** @param {HTMLElement} box @returns {HTMLInputElement[]} */
function inputsOf(box) {
  return [...box.querySelectorAll("input")];
}
