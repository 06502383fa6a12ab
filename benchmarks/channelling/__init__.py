"""Parts of the benchmark `channels`: an event loop whose time jumps, and channels with different habits."""
