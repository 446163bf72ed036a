"""Every rule that a finding can name: its id and the sentence that explains it to people.

``docs/reference/findings.md`` is generated from :data:`RULES`; a test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its id (kebab-case, never reused) and one sentence for people."""

    id: str
    sentence: Phrase


def _rule(id: str, sentence: Phrase) -> Rule:
    return Rule(id, sentence)


# Reading: the bytes, the text, the table.
UNDECODABLE_BYTE = _rule("undecodable-byte", say("A text file is UTF-8 or GB18030, every byte of it."))
NUL_BYTE = _rule("nul-byte", say("A text file holds no NUL byte."))
UNREADABLE_FILE = _rule("unreadable-file", say("A file in data/ can be opened."))
FILE_TOO_LARGE = _rule(
    "file-too-large", say("A file that people write is not so large that nobody can review it.")
)
UNKNOWN_FILE = _rule("unknown-file", say("A file in a folder of records is .yaml, .csv or .xlsx."))
UNKNOWN_FOLDER = _rule("unknown-folder", say("Each folder of records has a schema of the same name."))
LINK_IN_DATA = _rule("link-in-data", say("Data are plain files: no symbolic link is followed."))
EMPTY_FILE = _rule("empty-file", say("A file of records holds at least one."))
YAML_SYNTAX = _rule("yaml-syntax", say("A .yaml file is written in YAML."))
TAB_IN_YAML = _rule("tab-in-yaml", say("YAML is indented by spaces, never by tabs."))
CUT_VALUE = _rule(
    "cut-value",
    say("A value that holds a # after a blank is quoted, so that no part of it is taken for a comment."),
)
DUPLICATE_KEY = _rule("duplicate-key", say("A key stands once in a record."))
YAML_FEATURE = _rule(
    "yaml-feature", say("Records are plain YAML: no anchors, aliases, tags or several documents.")
)
TOO_DEEP = _rule("too-deep", say("A record is two levels deep: its fields and the rows of its tables."))
NOT_A_RECORD = _rule("not-a-record", say("A record is a list of 'field: value' lines."))
UNCLOSED_QUOTE = _rule("unclosed-quote", say("A quote that is opened in a CSV file is closed."))
STRAY_QUOTE = _rule("stray-quote", say("A quotation mark inside a quoted CSV cell is doubled."))
MIXED_LINE_ENDS = _rule("mixed-line-ends", say("The lines of a CSV file all end the same way."))
FULL_WIDTH_SEPARATOR = _rule(
    "full-width-separator", say("The columns of a CSV file are separated by half-width commas.")
)
TITLE_ROW = _rule("title-row", say("The header is the first row of a table and stands once."))
ROW_NUMBERS = _rule("row-numbers", say("A column that counts the rows is no field, and is not published."))
NOT_A_ROW = _rule(
    "not-a-row", say("Each row under the header says something of its own: sums and notes stand elsewhere.")
)
MOJIBAKE = _rule("mojibake", say("No text was read in a wrong encoding on its way here."))
NOT_A_WORKBOOK = _rule(
    "not-a-workbook", say("An .xlsx file is a sound workbook without password and without macros.")
)
UNKNOWN_SHEET = _rule(
    "unknown-sheet", say("Each sheet holds the records, or the rows of one of their tables.")
)
MISPLACED_FORM = _rule(
    "misplaced-form", say("A form that is filled in lies in the folder of the type that it was made for.")
)
OLD_FORM = _rule("old-form", say("A form has the columns that its type has now."))
HELP_SHEET = _rule(
    "help-sheet", say("Nothing is typed on the sheets of a form that only help to fill it in.")
)
MERGED_CELLS = _rule("merged-cells", say("The cells of a table are not merged."))
HIDDEN_CELLS = _rule(
    "hidden-cells", say("A workbook hides no sheet, row, column or cell that holds anything.")
)
STRUCK_OUT = _rule(
    "struck-out", say("Nothing in a workbook is struck out: a site would say it as if it still held.")
)
CELL_WITHOUT_VALUE = _rule(
    "cell-without-value", say("A cell shows a value: no error, no formula without its result.")
)
SHOWN_OTHERWISE = _rule(
    "shown-otherwise",
    say(
        "A cell shows the number that it holds, at most rounded: pages show what it shows, rules compute with what it holds."
    ),
)
ID_BECAME_DAY = _rule(
    "id-became-day", say("An id is what was typed: spreadsheets make days of 3-26 and 3/5.")
)
ROUNDED_NUMBER = _rule("rounded-number", say("A long number is text, since Excel keeps 15 digits only."))
TOO_MANY_NAMES = _rule(
    "too-many-names", say("A table has as many columns, and a record as many keys, as it has fields.")
)
RAGGED_ROW = _rule("ragged-row", say("Each row of a CSV file has as many cells as its header."))
DUPLICATE_HEADER = _rule("duplicate-header", say("Two columns do not have the same name."))
EMPTY_HEADER = _rule("empty-header", say("Every column that holds anything has a name."))
UNKNOWN_KEY = _rule("unknown-key", say("A key or a column is a field of the record's type."))
ORPHAN_ROW = _rule("orphan-row", say("A row of a child table names a record of the file beside it."))
POINTER_FILE = _rule(
    "pointer-file", say("A file is in the repository itself; no pointer to it stands in its place.")
)
MERGE_CONFLICT = _rule("merge-conflict", say("No file holds the marks of a merge that was not finished."))
FRONT_MATTER = _rule(
    "front-matter",
    say("Above the text of a page stand its title, its description and its order, and nothing else."),
)
PAGE_TOO_COMPLEX = _rule(
    "page-too-complex", say("A page holds no more markup than a reader could make sense of.")
)
BROKEN_LINK = _rule(
    "broken-link", say("A link of a page leads to a page, a heading or a picture that is there.")
)
WRONG_SHAPE = _rule(
    "wrong-shape", say("A field that holds one value gets one; a child table gets a list of rows.")
)

# Checking: the value, the record, the register.
WRONG_TYPE = _rule("wrong-type", say("A value is of the type that its field declares."))
REQUIRED = _rule("required", say("A required field is filled in."))
NOT_ALLOWED = _rule("not-allowed", say("A value is one of those that its field allows."))
OUT_OF_RANGE = _rule("out-of-range", say("A value lies within the limits that its field sets."))
INVISIBLE_CHARACTER = _rule(
    "invisible-character", say("A text holds only characters that everybody sees the same way.")
)
WRONG_LENGTH = _rule("wrong-length", say("A text is neither shorter nor longer than its field allows."))
WRONG_PATTERN = _rule("wrong-pattern", say("A text has the form that its field asks for."))
REPEATED_VALUE = _rule("repeated-value", say("A value that must be unique stands once in its table."))
UNPUBLISHABLE_ID = _rule(
    "unpublishable-id", say("An id makes an address: it is not reserved and not too long.")
)
DUPLICATE_ID = _rule("duplicate-id", say("An id stands for one record of its type."))
DANGLING_REFERENCE = _rule("dangling-reference", say("A reference names a record that exists."))
CIRCULAR_TREE = _rule("circular-tree", say("No record stands above itself."))
FORMER_ID = _rule("former-id", say("A number that a record had before leads to that record alone."))
HTML_AS_TEXT = _rule("html-as-text", say("A text holds HTML only in a field that is declared for it."))
UNTRANSLATED = _rule(
    "untranslated", say("What a declaration names, and what pages say, is said in each language of the site.")
)
BROKEN_CATALOGUE = _rule(
    "broken-catalogue",
    say("A file in data/locales/ holds the words of pages in one language, and can be read."),
)
MISFIT_TRANSLATION = _rule(
    "misfit-translation",
    say("A translation asks for the values of its sentence, each once, and for no other."),
)
UNUSED_WORDS = _rule(
    "unused-words", say("What a catalogue in data/locales/ says is shown on pages of the site.")
)
LOOK_FILE = _rule(
    "look-file",
    say("A logo is a picture and a style sheet asks for nothing from elsewhere, and both are small."),
)
NO_ADDRESS = _rule("no-address", say("A site says at which address it stands."))
UNANNOUNCED = _rule("unannounced", say("A record says on which day it came to the public."))
WITHDRAWN_SILENTLY = _rule(
    "withdrawn-silently", say("A record that is withdrawn says why, and who approved it.")
)
OPEN_ENDED_PERIOD = _rule(
    "open-ended-period", say("Values that are public during a period are published once its end is known.")
)
PERIOD_VALUE = _rule(
    "period-value", say("What is public during a period alone stands in the fields that are declared for it.")
)
CONTENT_ASSET = _rule(
    "content-asset", say("Beside Markdown pages, content/ holds pictures only (png, jpg, gif, webp).")
)
CONTENT_ADDRESS = _rule(
    "content-address", say("A page that people write does not take the place of a generated one.")
)
ATTACHMENT_PATH = _rule(
    "attachment-path",
    say("An attachment is named by its path from data/attachments/ on, and stays in there."),
)
MISSING_ATTACHMENT = _rule(
    "missing-attachment", say("An attachment that a record names is in data/attachments/.")
)
UNUSED_ATTACHMENT = _rule("unused-attachment", say("A file in data/attachments/ is named by a record."))
FILE_NAME = _rule("file-name", say("The name of a file, a folder or a page can stand on every computer."))
FILE_TWIN = _rule("file-twin", say("Two names in a folder do not differ by capital letters alone."))
ATTACHMENT_NAME = _rule(
    "attachment-name", say("The name of an attachment can stand on every computer and in every address.")
)
ATTACHMENT_TWIN = _rule("attachment-twin", say("Two attachments do not differ by capital letters alone."))
ATTACHMENT_KIND = _rule(
    "attachment-kind",
    say("An attachment is pdf, docx, xlsx, csv, png or jpg, by its name and by what it holds."),
)
ATTACHMENT_TOO_LARGE = _rule(
    "attachment-too-large",
    say("An attachment is not larger than the site allows, so that a phone can load it."),
)
ACTIVE_ATTACHMENT = _rule(
    "active-attachment", say("An attachment runs nothing and fetches nothing when it is opened.")
)

# Personal data: in what is to be published, and in what was built.
PERSONAL_RESIDENT_ID = _rule("personal-resident-id", say("Nobody's resident id number is published."))
PERSONAL_MOBILE_NUMBER = _rule("personal-mobile-number", say("Nobody's mobile number is published."))
PERSONAL_BANK_CARD = _rule("personal-bank-card", say("Nobody's bank card number is published."))
PERSONAL_EMAIL = _rule(
    "personal-email", say("A mail address is published only if it is listed as an office's.")
)
PERSONAL_FOREIGN_ID = _rule(
    "personal-foreign-id", say("Nobody's id number of a country or region that the site names is published.")
)
PERSONAL_HOME_ADDRESS = _rule("personal-home-address", say("Nobody's home address is published."))
UNEXAMINED_FILE = _rule(
    "unexamined-file", say("A file can be searched for personal data before it is published.")
)
UNUSED_PUBLIC_CONTACT = _rule(
    "unused-public-contact", say("What public_contacts allows stands somewhere in the data.")
)

# A built site: the files that its manifest names, and no other.
FILE_CHANGED = _rule("file-changed", say("A file of a built site is the one that was built."))
FILE_MISSING = _rule("file-missing", say("A built site holds every file that its manifest names."))
FILE_UNLISTED = _rule("file-unlisted", say("A built site holds no file that its manifest does not name."))
FILE_MODE = _rule(
    "file-mode", say("Nobody but its owner can write to a file of a built site, and none of them runs.")
)
SIGNATURE = _rule(
    "signature", say("A signature beside the manifest is one of this manifest, by a key that may sign.")
)
NOT_VERIFIED = _rule(
    "not-verified", say("What a verification could not ask is said, so that nobody takes it for asked.")
)

# Changing: what of a published record may become another, and how that is owned up to.
CHANGED_SILENTLY = _rule(
    "changed-silently",
    say("What is published changes only with a correction that says so, with before and after."),
)
VANISHED = _rule("vanished", say("A published record stays; one that is withdrawn says so itself."))
SCHEMA_FORGETS = _rule(
    "schema-forgets", say("A schema keeps the types and fields in which published records say something.")
)
SCHEMA_NARROWS = _rule(
    "schema-narrows", say("What published records say stays as public as it was, and for as long.")
)
CORRECTION_UNTRUE = _rule(
    "correction-untrue", say("What a correction says of before and after is what stood and stands there.")
)
CORRECTION_WITHOUT_CHANGE = _rule(
    "correction-without-change", say("A new correction belongs to a change that is published with it.")
)
CORRECTION_INCOMPLETE = _rule(
    "correction-incomplete",
    say("A new correction says who approved it, and its date is not before the change could be seen."),
)
CORRECTION_NAMES_NOTHING = _rule(
    "correction-names-nothing", say("A correction names the field or the table that changed.")
)
CORRECTION_REPEATS_PERSONAL = _rule(
    "correction-repeats-personal", say("A correction of personal data repeats neither the old nor the new.")
)
EXCEPTION_UNFIT = _rule(
    "exception-unfit",
    say(
        "An exception lets through one change, from what is live to what it names, and is dated when that is published."
    ),
)
EARLIER_UNREADABLE = _rule(
    "earlier-unreadable", say("The earlier revision can be read, so that nothing of it is left uncompared.")
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""All of them, in the order in which data meet them."""
