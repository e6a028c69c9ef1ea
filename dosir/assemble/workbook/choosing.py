"""The lists that fields of the workbook choose from: records that others may name, and the words of a declaration.

A cell holds a word that people know (`Diskominfo`, `Smart Governance`) and never a code that only the files know; where
two records share that word, their codes tell them apart, so that each word leads back to one code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from dosir.assemble.scope import Scope, spans
from dosir.markup import plain
from dosir.workbook import Choice, Choices, Sheet

LITERAL = "pilihan:"  # begins the id of a list that a declaration gives; the words themselves follow


def choices(scope: Scope, shapes: Mapping[str, Mapping[str, str]]) -> tuple[Choices, ...]:
    """The lists of records that others may name, in the order of the template, and that of the budget's years."""
    plan = scope.plan
    named = (
        Choices(name, part["judul"], tuple(_named(scope, plan.menurut_kode[name], part)))
        for name, part in shapes.items()
    )
    paid = {item.tahun for program in plan.program for item in program.anggaran}
    years = map(str, sorted({*plan.daerah.periode.tahun, *paid}))
    return (*named, Choices("tahun", "Tahun", tuple(Choice(year, year) for year in years), kind="tahun"))


def coded(choices: Choices) -> Mapping[str, str]:
    """The word for each code of a list."""
    return {item.code: item.label for item in choices.items}


def literal(annotation: Any) -> tuple[str, ...]:
    """The words that a declaration allows; none when it allows any."""
    if get_origin(annotation) is Literal:
        return tuple(word for word in get_args(annotation) if word)
    return next(filter(None, map(literal, get_args(annotation))), ())


def literal_id(words: Iterable[str]) -> str:
    """The id of the list of these words; fields with the same words share a list."""
    return LITERAL + "|".join(words)


def closed(words: Mapping[str, str], sheets: Iterable[Sheet]) -> Iterator[Choices]:
    """The lists of words that fields of these sheets name, each once, called after the first such field."""
    yield Choices("contoh", words["contoh"], (Choice(words["contoh"], "true", words["contoh-arti"]),), closed=True)
    users = ((sheet, field) for sheet in reversed(tuple(sheets)) for field in reversed(sheet.fields))
    found = {field.choices: f"{sheet.title}: {field.title}" for sheet, field in users}
    for name, title in reversed(found.items()):
        if name.startswith(LITERAL):
            allowed = name.removeprefix(LITERAL).split("|")
            yield Choices(name, title, tuple(Choice(word, word) for word in allowed), closed=True)


def _named(scope: Scope, records: Mapping[str, Any], shape: Mapping[str, str]) -> Iterator[Choice]:
    labels = {code: str(getattr(record, shape["sebutan"])) for code, record in records.items()}
    times = Counter(label.lower() for label in labels.values())
    for code, record in records.items():
        label = labels[code]
        meaning = plain(spans(scope, str(getattr(record, shape["arti"])))) if "arti" in shape else ""
        yield Choice(label if times[label.lower()] == 1 else f"{label} ({code})", code, meaning)
