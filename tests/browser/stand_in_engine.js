/* Stands in for the search engine: the same answers in the same form, from records that a test puts here. */
const RECORDS = /*records*/ [];
const PAUSE = 30;

/** @param {string} text */
const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

export class EngineError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

function marked(text, words) {
  if (!words.length) return [{ text, mark: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "i");
  return text.split(pattern).map((piece, at) => ({ text: piece, mark: at % 2 === 1 })).filter((piece) => piece.text);
}

const FACETS = {
  type: (record) => [record.type, record.typeLabel],
  department: (record) => [record.department, record.department],
  year: (record) => [record.day && record.day.slice(0, 4), record.day && record.day.slice(0, 4)],
  state: (record) => [record.state && record.state.id, record.state && record.state.label],
};

export function open({ base, fetch }) {
  const wait = async (signal) => {
    await new Promise((done) => setTimeout(done, PAUSE));
    const answer = await fetch(new URL("search/index/boot.bin", base), { signal });
    if (answer.status === 410) throw new EngineError("version");
    if (answer.status >= 500) throw new EngineError("network");
    signal?.throwIfAborted();
  };
  const found = (text) => RECORDS.filter((record) =>
    wordsOf(text).every((word) => `${record.title} ${record.text}`.toLowerCase().includes(word.toLowerCase())));
  const hitOf = (record, text) => ({
    ...record, title: marked(record.title, wordsOf(text)), context: text ? marked(record.text, wordsOf(text)) : [],
  });
  const fits = (record, filters, except) => Object.entries(filters).every(([facet, values]) =>
    facet === except || values.includes(FACETS[facet](record)[0]));
  const tally = (records, filters, facet) => {
    const counts = new Map();
    for (const record of records.filter((one) => fits(one, filters, facet))) {
      const [value, label] = FACETS[facet](record);
      if (value) counts.set(value, { value, label, count: (counts.get(value)?.count || 0) + 1 });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count);
  };
  return {
    today: "2026-11-24",
    async *search({ text, filters, sort, from, size }, signal) {
      await wait(signal);
      const words = wordsOf(text);
      const all = found(text);
      const list = all.filter((record) => fits(record, filters));
      list.sort((a, b) => (b.day || "").localeCompare(a.day || ""));
      if (sort === "oldest") list.reverse();
      if (sort === "match") list.sort((a, b) =>
        words.every((word) => b.title.includes(word)) - words.every((word) => a.title.includes(word)));
      const hits = list.slice(from, from + size).map((record) => hitOf(record, text));
      yield { hits, total: list.length + 3, exact: false, facets: null, facetsExact: false };
      await wait(signal);
      const facets = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, tally(all, filters, facet)]));
      yield { hits, total: list.length, exact: true, facets, facetsExact: false };
      yield { hits, total: list.length, exact: true, facets, facetsExact: true };
    },
    async suggest(text, limit, signal) {
      await wait(signal);
      return found(text).slice(0, limit).map((record) => hitOf(record, text));
    },
  };
}
