-- The day of publishing among the facets, so that what lies before a date is found without looking at what lies after.

UPDATE words
   SET facets = facets || (SELECT strftime(' 3d_%Y%m%d', published_at, 'unixepoch') FROM articles WHERE id = words.rowid);
