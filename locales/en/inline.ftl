inline-begin-button = Get news like this every day
inline-nothing-button = Not found. Search in the bot
inline-too-fast-button = Too fast: please wait a minute
inline-failed-button = Failed. Please try again
inline-open-button = Open in Jarchi
help-inline = To share a story in any chat, type @{ $bot } and words there.
