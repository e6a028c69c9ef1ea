"""The rule about one text in two places: what was copied and never rewritten.

Nearly the same means that four fifths of the runs of words are shared (Jaccard). Texts are not compared pair by pair:
of two that share so much, the rarest fifth of each must meet in at least one run, so only those runs are looked up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dosir.diagnostics import Diagnostic, Position, warning
from dosir.plan import Plan
from dosir.plan.texts import Teks, texts

SHORTEST = 60  # characters after normalising; shorter texts are alike by nature
ALIKE = 0.8
RUN = 3  # words
# Fields in which sameness is natural: names, positions, places, sources, references.
NATURAL = frozenset(
    {
        *(
            "agenda",
            "asal",
            "atas_nama",
            "bentuk",
            "jabatan",
            "judul",
            "kelompok",
            "lokasi",
            "mitra",
            "nama",
            "nama_en",
        ),
        *("nomor", "oleh", "pangkat", "penandatangan", "penerbit", "penyelenggara", "peran", "peserta", "provinsi"),
        *("regulasi", "renstra_ref", "satuan", "sumber_data", "tempat", "uraian", "usulan_baru", "catatan kaki"),
    }
)


@dataclass(frozen=True)
class _Text:
    """A text, its words without case and punctuation, and the runs of words in it."""

    text: Teks
    place: Position
    words: str
    runs: frozenset[str]


def repeats(plan: Plan) -> Iterator[Diagnostic]:
    """Long texts that stand, the same or nearly so, in two records or files; each is told once, at the later place."""
    long = sorted(_long(plan), key=lambda item: item.place)
    common = Counter(run for item in long for run in item.runs)
    first: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(long):
        rare = sorted(item.runs, key=lambda run: (common[run], run))
        rare = rare[: len(rare) - int(ALIKE * len(rare)) + 1]
        earlier = sorted({at for run in rare for at in first[run]})
        same = next((long[at] for at in earlier if _alike(long[at], item)), None)
        if same:
            yield _finding(item, same)
        if same is None or same.words != item.words:  # a third copy is found by the first
            for run in rare:
                first[run].append(number)


def _long(plan: Plan) -> Iterator[_Text]:
    for text in texts(plan):
        words = re.findall(r"[^\W_]+", text.isi.lower())
        whole = " ".join(words)
        if len(whole) >= SHORTEST and text.bidang.partition(".")[0] not in NATURAL:
            runs = frozenset(" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
            yield _Text(text, text.at(0), whole, runs)


def _alike(one: _Text, other: _Text) -> bool:
    if one.text.kunci == other.text.kunci:
        return False
    shared = len(one.runs & other.runs)
    return one.words == other.words or shared >= ALIKE * (len(one.runs) + len(other.runs) - shared)


def _finding(item: _Text, first: _Text) -> Diagnostic:
    words = item.text.isi if len(item.text.isi) <= SHORTEST else f"{item.text.isi[:SHORTEST].rsplit(' ', 1)[0]} …"
    how = "sama dengan" if item.words == first.words else "hampir sama dengan"
    message = f"{item.text.pemilik}: teks “{words}” {how} {first.text.pemilik}"
    return warning(item.place, "identical-text", message, f"pertama di {first.place}; tulis ulang salah satunya")
