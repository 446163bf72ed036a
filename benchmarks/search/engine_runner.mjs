// Runs the engine over an index on disk: a line of JSON in, a line of JSON out. What it fetched is told with each answer.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [engineFolder, site] = process.argv.slice(2);
const module = (name) => import(pathToFileURL(`${engineFolder}/${name}`).href);
const { open } = await module("engine.js");
const { Folding, isWord, separates } = await module("folding.js");
const { stateOn } = await module("facets.js");
const { readShard } = await module("postings.js");

let fetched = [];
/** How each file was asked for, past which caches. */
const caches = {};

async function fromDisk(url, { cache }) {
  const path = decodeURIComponent(new URL(url).pathname);
  caches[path.slice(1)] = cache;
  try {
    const content = await readFile(site + path);
    fetched.push([path.slice(1), content.length]);
    return new Response(content);
  } catch {
    return new Response(null, { status: 404 });
  }
}

function opened({ language = "zh", today = "2026-11-24" }) {
  return open({ base: "http://site.test/", language, today, fetch: fromDisk });
}

const engines = new Map();

function engine(asked) {
  const key = JSON.stringify([asked.language, asked.today]);
  if (asked.fresh || !engines.has(key)) engines.set(key, opened(asked));
  return engines.get(key);
}

function searched(asked) {
  return engine(asked).search({ text: "", filters: {}, sort: "match", from: 0, size: 10, ...asked.query });
}

const commands = {
  async found(asked) {
    let hits = [];
    for await (const answer of searched(asked)) hits = answer.hits;
    return hits.map((hit) => hit.address);
  },
  async search(asked) {
    const answers = [];
    const began = performance.now();
    for await (const answer of searched(asked)) {
      answers.push({ ...answer, fetched, milliseconds: performance.now() - began });
      fetched = [];
    }
    return answers;
  },
  meant: (asked) => engine(asked).meant(asked.text),
  caches: () => caches,
  suggest: (asked) => engine(asked).suggest(asked.text, asked.limit),
  fold({ pairs, texts }) {
    const folding = new Folding(pairs);
    return texts.map((text) => folding.fold(text));
  },
  mapped({ pairs, texts }) {
    const folding = new Folding(pairs);
    return texts.map((text) => folding.mapped(text));
  },
  classes: ({ chars }) => chars.map((char) => [isWord(char), separates(char)]),
  states: ({ courses }) => courses.map(([states, days]) => days.map((day) => stateOn(states, day))),
  shard: ({ content }) =>
    [...readShard(Uint8Array.from(content))].map(([name, lists]) => [name, [...lists.body], [...lists.heading]]),
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  fetched = [];
  try {
    console.log(JSON.stringify({ value: await commands[asked.command](asked) }));
  } catch (error) {
    console.log(JSON.stringify({ error: { kind: error.kind ?? null, message: String(error.stack) } }));
  }
}
