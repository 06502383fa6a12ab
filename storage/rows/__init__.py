"""Values as rows, for every storage that keeps its things in tables with these columns."""
