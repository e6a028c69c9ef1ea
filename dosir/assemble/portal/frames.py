"""What all pages of the portal stand on: the summaries, the words of `templates/portal.yml`, and its tables.

While regencies are few, each has its card and its own part of a page; when they are many, the same things stand as one
table of many rows, so that no page becomes a wall. One number decides for all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from dosir import language
from dosir.markup import Node
from dosir.outline import Cell, Column, Row, Spans, Table, page_link, text
from dosir.summary import BagianPilar, Summary
from dosir.templates import Templates

FEW = 24  # regencies whose cards fit on a page; five rows at 1440 pixels
DASH = "–"
Content = str | int | Spans | Cell | None


@dataclass(frozen=True)
class Portal:
    """Every published regency in order of province and name; those in `held` are shown as before their last change."""

    summaries: tuple[Summary, ...]
    held: frozenset[str]
    templates: Templates

    @property
    def few(self) -> bool:
        """Whether each regency can have a card and a part of its own."""
        return len(self.summaries) <= FEW

    @property
    def pillars(self) -> tuple[BagianPilar, ...]:
        """The pillars that the regencies know, in their order."""
        return tuple({part.kode: part for item in self.summaries for part in item.bagian_pilar}.values())

    @property
    def rounds(self) -> tuple[str, ...]:
        """Every evaluation that some regency had, such as `2023 II`, in order."""
        return tuple(sorted({part.nama for item in self.summaries for part in item.evaluasi}))

    def words(self, part: str) -> Mapping[str, Any]:
        """The words of one page."""
        found: Mapping[str, Any] = self.templates.data("portal.yml")[part]
        return found

    def table(self, key: str, rows: Iterable[Row], source: str = "", **words: str) -> Table:
        """The table named `key` in portal.yml with these rows."""
        names = [part.nama for part in self.pillars]
        first = {name.partition(" ")[0] for name in names}
        short = [name.partition(" ")[2] or name for name in names] if len(first) == 1 else names
        repeats = {"pilar": short, "evaluasi": list(self.rounds)}
        return framed(self.templates, key, rows, source, repeats, **words)

    def listed(self, key: str, each: Callable[[Summary], Row], source: str = "") -> Table:
        """The table named `key` with a row for each regency, below the name of its province once they are many."""
        table = self.table(key, (), source)
        found: list[Row] = []
        for province, members in groupby(self.summaries, key=lambda item: item.provinsi):
            head = row(Cell(text(province), span=len(table.columns)), kind="group")
            found += [*(() if self.few else (head,)), *map(each, members)]
        return replace(table, rows=tuple(found))


def framed(
    templates: Templates,
    key: str,
    rows: Iterable[Row],
    source: str = "",
    repeats: Mapping[str, list[str]] | None = None,
    **words: str,
) -> Table:
    """A table of portal.yml; a column marked with a key of `repeats` stands once for each title there."""
    shape = templates.data("portal.yml")["tabel"][key]
    columns = tuple(_columns(shape["kolom"], repeats or {}))
    caption = shape["judul"].format(**words)
    return Table(key, caption, columns, tuple(rows), source, labels=bool(shape.get("label")))


def row(*contents: Content, kind: str = "body", id: str = "") -> Row:
    """A row of texts, numbers, spans and cells; what is not known is a dash. One with an id can be searched for."""
    return Row(tuple(_cell(content) for content in contents), kind, id, anchor=id)


def link(item: Summary, page: str = "index", label: str = "") -> Spans:
    """A link to a page of a regency's own site, by default its home with its name."""
    path, mark, anchor = page.partition("#")
    return page_link(f"{item.slug}/{path}.html{mark}{anchor}", label or item.nama)


def code(words: str) -> Spans:
    """Words as they are typed."""
    return (Node("code", text=words),)


def ticked(words: str) -> Spans:
    """Plain words with what stands between backticks as it is typed; no other mark means anything."""
    parts = enumerate(words.split("`"))
    return tuple(Node("code" if at % 2 else "text", text=part) for at, part in parts if part)


def mark(percent: int) -> Cell:
    """A percentage, marked where something is missing."""
    return Cell(text(str(percent)), accent="" if percent == 100 else "kurang")


def day(iso: str) -> str:
    """A day of a summary in words; a dash for none."""
    return language.tanggal(date.fromisoformat(iso)) if iso else DASH


def score(value: float | None, official: bool = True) -> str | None:
    """A score with two decimals; a star marks one that the ministry did not give."""
    return None if value is None else f"{value:.2f}".replace(".", ",") + ("" if official else "*")


def _columns(kinds: list[dict[str, Any]], repeats: Mapping[str, list[str]]) -> Iterator[Column]:
    for kind in kinds:
        titles = next((repeats[name] for name in repeats if kind.get(name)), [kind.get("judul", "")])
        yield from (Column(title, kind["lebar"], kind.get("rata", "left")) for title in titles)


def _cell(content: Content) -> Cell:
    if isinstance(content, Cell):
        return content
    if isinstance(content, tuple):
        return Cell(content or text(DASH))
    if isinstance(content, int) and content < 1000:  # a hundred times as fast, and a page has thousands
        return Cell(text(str(content)))
    return Cell(text(language.angka(content) if isinstance(content, int) else content or DASH))
