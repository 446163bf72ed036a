"""A year's branches → :class:`TreeView`: sums, goals against elapsed time, delays, and the tree itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import texts_of
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import Section, TreePage
from generator.website.exports.offers import Sizes, downloads
from generator.website.listing.row import deadline_fact
from generator.website.places.deadlines import days_late
from generator.website.places.sections import group_href, section_head
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import elapsed, is_year
from generator.website.sections.branches import Branch, branches, goals
from generator.website.sections.over_time.drift import drift_years
from generator.website.sections.over_time.year_pairs import ways_of
from generator.website.sections.over_time.year_picture import figures, joined, tells_done, year_picture
from generator.website.sections.views import DelayView, GoalView, NodeView, TreeView
from generator.website.views import Cell, LinkView, MarkView
from generator.website.words.figures import per_cent

COLUMNS = ("owner", "due", "progress", "state")
"""What a node may have beside its title."""
OFFERED = 2
"""Of a type's downloads, those that people open: Excel and CSV."""


def tree_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry], sizes: Sizes
) -> TreeView:
    """The page of a year."""
    page = section.page
    assert isinstance(page, TreePage)
    roots = branches(entries, page, type.tree_field or "")
    parts = goals(roots)
    nodes = tuple(_node(view, type, page, part) for part in parts)
    is_one = len(roots) == 1 and bool(roots[0].kids)
    over = elapsed(year, view.today)
    return TreeView(
        head=section_head(
            view,
            type,
            section,
            year,
            tuple(figures(view, roots, over)),
            (view.record(roots[0].entry),) if is_one else (),
            tuple(ways_of(view, type, section, year, drift_years(view.disclosure, type, page))),
        ),
        goals=tuple(_goal(view, page, part) for part in parts if part.share is not None and part.kids),
        elapsed=over if over not in (None, 0.0, 100.0) else None,
        described=_described(view, parts),
        delays=tuple(_delays(view, page, roots)),
        nodes=nodes,
        filled=tuple(name for name in COLUMNS if any(_fills(node, name) for node in nodes)),
        picture=year_picture(view, type, section, year, entries) if is_year(year) else None,
        downloads=downloads(view, type, sizes)[:OFFERED],
    )


def progress_cell(view: Viewpoint, share: float) -> Cell:
    """A share as a bar."""
    return Cell(
        "progress", view.language.translate("Progress"), f"{per_cent(share)}%", "progress", share=share
    )


def _goal(view: Viewpoint, page: TreePage, branch: Branch) -> GoalView:
    weight = branch.entry.values.get(page.weight)
    said = view.language.translate("weight {n}").format(n=weight) if weight is not None else ""
    progress = progress_cell(view, branch.share or 0.0)
    facts = [progress.text, said, _done_of(view, branch), _late_of(view, branch)]
    title = view.language.written(branch.entry.title)
    mark = MarkView(view.record(branch.entry).href, title, joined(facts))
    return GoalView(branch.code.split(".")[-1], title, said, progress, mark)


def _done_of(view: Viewpoint, branch: Branch) -> str:
    if not branch.leaves:
        return ""
    return view.language.translate("{done} of {all} done").format(done=branch.done, all=branch.leaves)


def _late_of(view: Viewpoint, branch: Branch) -> str:
    return view.language.translate("{n} late").format(n=branch.late) if branch.late else ""


def _described(view: Viewpoint, parts: Sequence[Branch]) -> str:
    shares = (
        f"{view.language.bare(part.entry.title)} {per_cent(part.share)}%"
        for part in parts
        if part.share is not None
    )
    return view.language.translate("; ").join(shares)


def _delays(view: Viewpoint, page: TreePage, roots: Sequence[Branch]) -> Iterator[DelayView]:
    """What is late, the most days first, then what says why it was."""
    leaves = [leaf for root in roots for leaf in root.below()]
    late = sorted(
        (leaf for leaf in leaves if leaf.late), key=lambda leaf: -(days_late(leaf.entry, view.today) or 0)
    )
    for leaf in (*late, *(leaf for leaf in leaves if not leaf.late and leaf.entry.values.get(page.why))):
        owner = leaf.entry.values.get(page.owner) or leaf.entry.values.get(page.unit) or ""
        yield DelayView(
            shown_code(leaf, roots),
            view.record(leaf.entry),
            view.language.written(str(leaf.entry.values.get(page.why) or "")),
            view.language.written(str(owner)),
            deadline_fact(view, leaf.entry),
        )


def shown_code(branch: Branch, roots: Sequence[Branch]) -> str:
    """The place in the year: the number of the one tree says nothing and is left out."""
    return branch.code.split(".", 1)[-1] if len(roots) == 1 and "." in branch.code else branch.code


def _node(
    view: Viewpoint, type: RecordType, page: TreePage, branch: Branch, cut: int | None = None
) -> NodeView:
    """A branch; ``cut`` characters of its code name what stands above the topmost that is shown."""
    cut = branch.code.rfind(".") + 1 if cut is None else cut
    entry, due = branch.entry, branch.entry.values.get(page.due)
    return NodeView(
        code=branch.code[cut:],
        title=view.language.title(entry.title),
        href=view.record(entry).href,
        state=view.state(entry.state),
        owner=_owner(view, type, page, branch),
        due=view.language.short_day(due) if isinstance(due, date) else "",
        due_iso=due.isoformat()[:10] if isinstance(due, date) else "",
        expects=view.language.written(str(entry.values.get(page.expects) or "")),
        progress=progress_cell(view, branch.share) if branch.share is not None else None,
        leaves=branch.leaves if tells_done((branch,)) else 0,
        done=branch.done,
        late=branch.late,
        is_open=branch.late > 0,
        kids=tuple(_node(view, type, page, kid, cut) for kid in branch.kids),
    )


def _fills(node: NodeView, name: str) -> bool:
    """Whether the node, or one below it, has something for the column."""
    value = getattr(node, name)
    own = value.title if isinstance(value, LinkView) else value
    return bool(own) or (name == "state" and node.leaves > 0) or any(_fills(kid, name) for kid in node.kids)


def _owner(view: Viewpoint, type: RecordType, page: TreePage, branch: Branch) -> LinkView:
    """Who is in charge: the person, else the unit; linked where the type has pages of them."""
    for field in (page.owner, page.unit):
        names = texts_of(branch.entry.values.get(field))
        if names:
            shown = view.language.joined(map(view.language.written, names), ", ")
            return LinkView(shown, group_href(view, type, field, names[0]))
    return LinkView("", "")
