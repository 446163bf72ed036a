-- What "sunlit portal load" keeps in PostgreSQL: one table, one index, and the queries. Explained in docs/portal.en.md.
-- Texts are folded before they come here, and so are the words that are looked for: nothing here folds a second time.
-- What the functions call is settled when they are made (no text is read again later), so no search_path leads them elsewhere.

COMMENT ON SCHEMA sunlit IS 'sunlit portal, layout 1';

CREATE TABLE sunlit.records (
    type    text NOT NULL,
    id      text NOT NULL,
    body    text NOT NULL,
    title   text NOT NULL,
    day     date,
    address text NOT NULL,
    record  jsonb,
    folded  text COLLATE "C" NOT NULL,
    PRIMARY KEY (type, id)
);
COMMENT ON TABLE sunlit.records IS 'What the portal shows of each record; filled by "sunlit portal load", changed by nobody else';
COMMENT ON COLUMN sunlit.records.body IS 'The code of the body that publishes it, with which its id begins';
COMMENT ON COLUMN sunlit.records.day IS 'When it came to the public';
COMMENT ON COLUMN sunlit.records.address IS 'Its page, from the address of the portal on';
COMMENT ON COLUMN sunlit.records.record IS 'As it stands in data/<type>.json of the portal';
COMMENT ON COLUMN sunlit.records.folded IS 'All that its page says, folded: what words are looked for in';

CREATE TABLE sunlit.loaded (
    revision text NOT NULL,
    as_of    date NOT NULL,
    records  bigint NOT NULL
);
COMMENT ON TABLE sunlit.loaded IS 'One row: the revision and the day of the portal that was loaded, and how many records it has';

CREATE FUNCTION sunlit.pairs(folded text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(one || next), '{}')
    FROM unnest(string_to_array(folded, NULL), (string_to_array(folded, NULL))[2:]) AS signs (one, next)
    WHERE next IS NOT NULL
);
COMMENT ON FUNCTION sunlit.pairs IS 'Each sign of a text with the next one: 养老服务 is 养老, 老服 and 服务';

CREATE FUNCTION sunlit.bigrams(folded text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sunlit.pairs(folded) || string_to_array(folded, NULL);
COMMENT ON FUNCTION sunlit.bigrams IS 'What a text is found by: its pairs, and each sign by itself for words of one sign';

CREATE FUNCTION sunlit.needed(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(part), '{}')
    FROM unnest(words) AS word,
         unnest(CASE WHEN length(word) = 1 THEN ARRAY[word] ELSE sunlit.pairs(word) END) AS part
);
COMMENT ON FUNCTION sunlit.needed IS 'What the index has to have of a text that holds all these words';

CREATE FUNCTION sunlit.patterns(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg('%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'), '{}')
    FROM unnest(words) AS word
);
COMMENT ON FUNCTION sunlit.patterns IS 'For LIKE ALL: a text in which each of the words stands';

CREATE FUNCTION sunlit.search(words text[], most integer DEFAULT 20, skip integer DEFAULT 0)
RETURNS TABLE (type text, id text, body text, title text, day date, address text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.type, r.id, r.body, r.title, r.day, r.address
    FROM sunlit.records r
    WHERE sunlit.bigrams(r.folded) @> sunlit.needed(words) AND r.folded LIKE ALL (sunlit.patterns(words))
    ORDER BY r.day DESC NULLS LAST, r.type, r.id
    LIMIT most OFFSET skip;
END;
COMMENT ON FUNCTION sunlit.search IS 'Records that hold all of the folded words, the newest first';

CREATE FUNCTION sunlit.count_found(words text[]) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT count(*)
    FROM sunlit.records r
    WHERE sunlit.bigrams(r.folded) @> sunlit.needed(words) AND r.folded LIKE ALL (sunlit.patterns(words));
END;
COMMENT ON FUNCTION sunlit.count_found IS 'How many records hold all of the folded words';

