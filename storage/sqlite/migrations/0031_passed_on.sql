-- An article that a feed passes on is found and muted by its own publisher's name, not by the feed's.

CREATE INDEX articles_passed_on ON articles (source) WHERE source IS NOT NULL;

UPDATE words
   SET facets = (SELECT replace(' ' || words.facets || ' ', ' 3f_' || a.feed_id || ' ', ' 3s_' || hex(a.source) || ' ')
                   FROM articles a WHERE a.id = -words.rowid)
 WHERE -rowid IN (SELECT id FROM articles WHERE source IS NOT NULL);
