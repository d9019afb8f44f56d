"""Search over a built site, by Pagefind; aliases lead to what they stand for.

There is one record for each statement, glossary entry, document and hand-written page. What a
record says is a whole statement, title or text of the page that it leads to; `briefings verify`
holds it to that page, and makes the index again from the records to compare it byte by byte.

The index stands in the built site only, beside feeds and for the same reason: `docs/` is plain
Markdown, which any program may build, with its own search. Pagefind is asked for when a site is
built; `briefings generate` needs none.
"""
