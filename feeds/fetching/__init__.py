"""From a URL to bytes: manners towards publishers, guards against what strangers serve."""
