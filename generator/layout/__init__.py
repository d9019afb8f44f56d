"""Reading copies: a text as it reads, whatever its layout; and the way back to the stored text.

The same words may be wrapped at any width, spaced with any white space, written with letters taken
apart or joined, quoted as mail, and carry the marks of notes. The stored text keeps all that. Rules
and tables look at a copy that is smoothed, so that none of them ever meets odd layout; what they
find is carried back to the stored text by one walk over the records. In the copy

1. white space inside a paragraph is one space, also where a line ends, unless the format itself
   ends a line or a cell there (`SourceDocument.breaks`);
2. between paragraphs stands one empty line, or one line end where the text has no empty line;
3. what no reader sees is gone (`generator.visible`), the line end after a soft hyphen too, and so
   are the marks of quoted mail;
4. a word that broke at the end of a line is whole again; the hyphen goes where the document or
   English has the word without it (`hyphens`);
5. letters are composed (NFC); ligatures and other letters in fancy dress are plain ones, and so is
   an apostrophe between letters;
6. marks of notes are gone (`marks`);
7. thousands that a space parts are parted by a comma.

Ordinary text is its own copy, at the price of a few searches.
"""

from generator.layout.mail import mail_marks
from generator.layout.reading import Reading, as_read, carried, read

__all__ = ["Reading", "as_read", "carried", "mail_marks", "read"]
