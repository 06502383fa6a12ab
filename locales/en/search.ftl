search-usage = Type what to look for. For example: /search fire in Osh

    Words are found in any form. You can narrow it down:
    "exact phrase" · -without · topic:economy · country:kg · source:name · since:7d
    Stories with the very words come first, then the same in other languages; lang:en keeps to one.
search-elsewhere = 🌐 <b>In other words and languages:</b>
search-nothing = Nothing found. Please try other words, or fewer.
search-nearest = Perhaps you meant: { $words }
search-corrected = The keyboard layout seemed to be another. Searching for “{ $words }”.
search-follow-button = 🔔 Follow this
search-gone = These results are out of date. Please search again.
