"""Parts of the benchmark `channels`: an event loop whose time jumps, and channels that post more or less often."""
