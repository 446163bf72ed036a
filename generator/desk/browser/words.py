"""What the desk's pages say, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.text.catalogue import translator
from generator.model.text.wording import Phrase, fill, say

_SAID: tuple[Phrase, ...] = (
    say("The desk"),
    say("Records, typed and published from this computer"),
    say("To the content"),
    say("Basics"),
    say("Publication and source"),
    say("Left empty, the next one is taken."),
    say("{column}, row {n}"),
    say("yes"),
    say("no"),
    say("The code stands in the terminal in which the desk was started."),
    say("Code"),
    say("Come in"),
    say("This is not the code of this start. Look into the terminal again."),
    say(
        "The desk was started anew since this page was opened. Say the new code, and what you typed comes along."
    ),
    say("What you typed is here. It was not saved yet."),
    say("Back to what you typed"),
    say("You are in."),
    say("To the records"),
    say("What is due"),
    say("Nothing is due in the next sixty days."),
    say("{n} more: 'sunlit todo' names them all."),
    say("late"),
    say("until {day}"),
    say("Not published yet"),
    say("Everything that was kept is published."),
    say("These files differ from what was published last:"),
    say("Publish all of it"),
    say("What did you do, in a few words?"),
    say("Publish"),
    say("Check"),
    say("Preview"),
    say("See the page as it will be"),
    say("The page cannot be shown while other records are wrong."),
    say("Nothing of it is public on this day."),
    say("Keep as a draft"),
    say("Keep, without publishing"),
    say("What kind of record?"),
    say("{n:record|records}"),
    say("New record"),
    say("Find"),
    say("Find a record"),
    say("Show all"),
    say("Nothing is called so."),
    say("Title"),
    say("Number"),
    say("Day"),
    say("State"),
    say("draft"),
    say("public"),
    say("not yet due"),
    say("not for the public"),
    say("in Excel"),
    say("Earlier"),
    say("Later"),
    say("Page {n} of {all}"),
    say("Steps"),
    say("Add a row"),
    say("Rows copied in Excel can be pasted into any cell: they go on from there. An emptied row goes."),
    say("Row"),
    say("needed"),
    say("Why what is public changes"),
    say("Fill this in if you change something that is published: the correction is written with it."),
    say("Reason"),
    say("Approved by"),
    say("What will change"),
    say("Nothing differs from what is there."),
    say("It is fit to be published."),
    say("It was not kept: put right what is marked, then try again."),
    say("It is not published: put right what is marked, then try again."),
    say("It can not be published yet: this is missing or wrong."),
    say("A correction is needed for this change: say why below, and who approved it."),
    say("Kept on this computer, not published yet."),
    say("Published."),
    say("What the server says"),
    say("It is kept on this computer, but it is not published."),
    say("Where it stands"),
    say(
        "This record stands in a workbook. Change it there, in Excel or WPS, and save the workbook; here it is as it was read."
    ),
    say("Errors: {n}"),
    say("This page is not there."),
    say("The desk could not do this. Nothing was written."),
    say("This was not asked for by a page of the desk."),
    say("{n:row|rows} pasted."),
    say("Attach a file"),
    say("It is put into the folder of its year, and its name into the field."),
    say("Choose the files again: a browser does not keep them."),
    say("Columns that found no place: {n}."),
    say("What you typed is too much for one form."),
)
"""Every sentence of the templates; they name them by their English text."""


class Words(Mapping[str, str]):
    """The sentences, by their English text."""

    def __init__(self, language: str) -> None:
        self.language, self.translate = language, translator(language)
        self._all = {phrase.text: self.translate(phrase.text) for phrase in _SAID}

    def __getitem__(self, text: str) -> str:
        return self._all[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def filled(self, text: str, /, **parameters: object) -> str:
        """A sentence with its names filled in."""
        return fill(self[text], **parameters)

    def of(self, phrase: Phrase) -> str:
        """A sentence that another stage made."""
        return phrase.render(self.translate, self.language)
