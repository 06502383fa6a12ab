search-usage = Type what to look for, for example: /search fire in Osh

    I understand words in any form, "a phrase", -without, topic:economy, country:kg, source:name, since:7d.
search-nothing = Nothing found. Please try other words, or fewer.
search-nearest = Perhaps you meant: { $words }
search-corrected = Searched for “{ $words }”: the keyboard layout seemed to be another.
search-follow-button = 🔔 Follow this
search-gone = These results are out of date. Please search again.
