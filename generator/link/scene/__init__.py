"""One document's entities: what stands for a name, who speaks, and for whom."""
