"""The sizes of the caches of functions that are called for each word of a text.

They are full after some hundred articles, so a process that reads texts for days takes no more memory than after an
hour. With ten times as many entries, articles are read 10 % faster, and each process takes 50 MB more.
"""

WORDS = 4096  # the most results that are kept of a function that is called for each word
# The most results that are kept of a function that such functions call in turn. It is called less often: only for words
# whose results they have not kept.
PARTS = 1024
