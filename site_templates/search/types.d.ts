/** What the modules of the engine hand to each other and to the page. `docs/search.md` explains the files behind it. */

/** Text to show; `mark` says that it matches the query. */
export type Piece = { text: string; mark: boolean };

export type StateShown = { id: string; label: string; look: string };

/** One record or page found. `address` is relative to the site's root; `day` is when it came to the public. */
export type Hit = {
  address: string;
  title: Piece[];
  /** Whether the record itself says its title in the reader's language. */
  isTranslated: boolean;
  context: Piece[];
  type: string;
  typeLabel: string;
  day: string | null;
  department: string | null;
  state: StateShown | null;
  id: string;
  /** The day on which something ends, of hits in the order of these; and the day on which the reader looks. */
  deadline: string | null;
  today: string;
  /** Where an attachment of the record holds the words: its name, and whether only its beginning was looked at. */
  attachment: { name: Piece[]; isCut: boolean } | null;
};

export type FacetValue = { value: string; label: string; count: number };
/** One of type, department, year and state, or a facet of one type as its listing has it. */
export type FacetName = string;
export type Facets = Record<FacetName, FacetValue[]>;
/** A facet of the type that is chosen. */
export type OwnFacet = { key: FacetName; title: string; isText: boolean };
/** The values that occur in a segment, and for each document the place of its own. */
export type Column = { values: any[]; places: Uint32Array };

/** `facets` null: not there yet. `exact` false: `total` is an estimate. */
export type Answer = {
  hits: Hit[];
  total: number;
  exact: boolean;
  facets: Facets | null;
  own: OwnFacet[];
  facetsExact: boolean;
  /** Whether the names of who is on notice now could not be had, so that nothing was looked up among them. */
  withoutNames: boolean;
  /** Whether these are but the first hits, shown before it is known how many more there are. */
  isEarly: boolean;
};

export type Query = {
  text: string;
  filters: Record<FacetName, string[]>;
  sort: "match" | "newest" | "oldest" | "deadline";
  from: number;
  size: number;
  /** Whether the first hits are wanted as soon as they are verified, in an answer of their own. */
  early?: boolean;
};

export type Fetch = (url: string, options: { signal?: AbortSignal; cache?: RequestCache }) => Promise<Response>;

/**
 * A row of a block: type, name, title, text, day, department, id, then states with the days between them. Of an attachment
 * name and id are the record's file name and its title. Where tables of a record have pages of their own, the text stands in
 * parts: the file name of such a table (empty: the record's own page), and what stands there.
 */
export type Row = (string | null)[] & { parts?: [string, string][] };

/** The boot file's word on one segment. */
export type SegmentEntry = {
  prefix: string;
  language: string | null;
  attached: boolean;
  start: number;
  count: number;
  block: number;
  years: [string, number][];
  documents: string;
  columns: string;
  spoken: string;
  /** Of attachments alone. */
  owners?: string;
  ranges: string;
  rare: string;
  frequent: string;
  own: string;
};

/** Of each state its word, its look and its group; of each facet its key, its title, whether its values are words, and what they are called if they are not. */
export type TypeLabels = {
  label: string;
  states: Record<string, [string, string, string]>;
  facets: [string, string, boolean, Record<string, string>][];
};
export type LanguageLabels = { prefix: string; page: string; groups: Record<string, string>; types: Record<string, TypeLabels> };

export type Boot = {
  version: number;
  asOf: string;
  fold: [number[], string];
  days: DayPattern;
  attachmentText: number;
  open: boolean;
  frequent: string;
  languages: Record<string, LanguageLabels>;
  segments: SegmentEntry[];
};

/** Documents that hold a term, ascending: in the text alone, and in the heading. */
export type Postings = { body: Uint32Array; heading: Uint32Array };

/** A term to look up; `beginning`: any word that begins so. */
export type Term = { name: string; beginning: boolean };

/**
 * One word or phrase of a query, folded. `exact`: its one term finds what matches and nothing else. `day`: the term of
 * the day that it is, in whatever spelling. `isNumber`: a number in another spelling than was typed, which is no part of a
 * larger one.
 */
export type Word = { folded: string; terms: Term[]; exact: boolean; day: string | null; isNumber: boolean };

/** What a record has to hold: all words of any of these readings. */
export type Wanted = Word[][];

/** An open notice: number of the document, type, file name, last day, names, one a line; and how these are spoken. */
export type OpenRow = [number, string, string, string, string, string[]];

/** The boot file's word on how days are written. */
export type DayPattern = { pattern: string; groups: string[]; numbers: Record<string, number> };
