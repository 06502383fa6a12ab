-- Pairs of consecutive exact words, as hashes of 16 bits: a phrase is found without reading all articles with its words.

DROP INDEX words_terms;
UPDATE words SET terms = terms || array_to_tsvector(ARRAY(
    SELECT DISTINCT '3w_' || left(md5(convert_to(one || ' ' || next, 'UTF8')), 4)
      FROM (SELECT one, lead(one) OVER (ORDER BY place) AS next
              FROM unnest(string_to_array(translate(exact, '-''', '  '), ' ')) WITH ORDINALITY AS w (one, place)
             WHERE one <> '') pairs
     WHERE next IS NOT NULL));
CREATE INDEX words_terms ON words USING gin (terms) WITH (gin_pending_list_limit = 256);
