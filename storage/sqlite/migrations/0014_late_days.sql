-- Late articles by the day, too: of what a first poll brings, much may be published in the month that a search ends in.

UPDATE words
   SET facets = facets || (SELECT strftime(' 3p_%Y%m', published_at, 'unixepoch')
                                  || min(3, (strftime('%d', published_at, 'unixepoch') + 9) / 10)
                                  || strftime(' 3d_%Y%m%d', published_at, 'unixepoch')
                             FROM articles WHERE id = -words.rowid)
 WHERE rowid IN (SELECT -id FROM articles WHERE published_at / 86400 <> stored_at / 86400);
