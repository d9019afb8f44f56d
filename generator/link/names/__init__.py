"""The names of one document: what is printed, and which names mean one thing."""
