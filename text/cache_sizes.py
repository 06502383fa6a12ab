"""The sizes of the caches of functions that are called for each word of a text.

They are full after some hundred articles, so a process that reads texts for days takes no more memory than after an
hour. With four times as many entries in all of them, articles take 19 % less time to read, and each process takes 43 MB
more. Four times as many of the terms of words alone (text.words) save half of that time; but then the memory of two
workers and of what they share grew by 10 MB in the second half of an hour, and with this size by 4 MB.
"""

WORDS = 4096  # the most results that are kept of a function that is called for each word
# The most results that are kept of a function that such functions call in turn. It is called less often: only for words
# whose results they have not kept.
PARTS = 1024
