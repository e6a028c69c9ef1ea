"""Regencies beside each other: what they plan, how far their documents are, where their money goes, how they scored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from dosir import language
from dosir.assemble.portal.frames import Portal, day, link, mark, row, score
from dosir.outline import Cell, Chart, Missing, Page, Row, Section, text
from dosir.summary import BagianPilar, Summary

GROUP = "Perbandingan"


def pages(portal: Portal) -> tuple[Page, ...]:
    """The pages that compare regencies, of which the first opens the group."""
    return (_regencies(portal), _documents(portal), _pillars(portal), _evaluations(portal))


def _regencies(portal: Portal) -> Page:
    words = portal.words("perbandingan")
    plans = portal.table("isi", (*map(_plan, portal.summaries), _sum(portal)), words["asal"])
    money = portal.listed("uang", _money, words["asal_uang"])
    sections = (Section("isi-rencana", "Isi rencana", (plans,)), Section("anggaran", "Anggaran dan nilai", (money,)))
    return Page("perbandingan", words["judul"], GROUP, lead=text(words["pembuka"]), sections=sections)


def _documents(portal: Portal) -> Page:
    words = portal.words("tahap")
    stages = portal.listed("tahapan", _stages, portal.words("perbandingan")["asal"])
    states = portal.listed("keadaan", _state, words["asal"])
    sections = (Section("tuntutan", "Tahap", (stages,)), Section("keadaan-dokumen", "Keadaan dokumen", (states,)))
    return Page("tahap", words["judul"], GROUP, lead=text(words["pembuka"]), sections=sections)


def _plan(item: Summary) -> Row:
    states = (_having(item, "berjalan"), _having(item, "selesai"))
    counts = (item.pilar, item.program, item.quick_win, *states, item.opd)
    return row(link(item), item.provinsi, item.periode, *counts)


def _money(item: Summary) -> Row:
    last, share = item.terakhir, item.porsi_apbd
    part = (fixed(Decimal(str(share)), 2), str(item.porsi_apbd_tahun)) if share is not None else (None, None)
    told = (score(last.nilai, last.resmi), last.nama) if last else (None, None)
    return row(link(item), language.juta(item.anggaran), item.anggaran_per_penduduk or None, *part, *told)


def _sum(portal: Portal) -> Row:
    found = portal.summaries
    counts = [sum(getattr(item, name) for item in found) for name in ("program", "quick_win")]
    states = [sum(_having(item, state) for item in found) for state in ("berjalan", "selesai")]
    nothing = Cell()
    return row(f"Jumlah, {len(found)} daerah", nothing, nothing, nothing, *counts, *states, nothing, kind="total")


def _having(item: Summary, state: str) -> int:
    return sum(part.keadaan == state for part in item.hasil_cepat)


def _state(item: Summary) -> Row:
    share = round(100 * item.contoh / max(item.contoh + item.fakta, 1))
    head = (link(item), f"{item.status} {item.versi}", day(item.tanggal))
    return row(*head, share, item.peringatan, item.catatan_terbuka)


def _stages(item: Summary) -> Row:
    held = f"{item.tahap}, {day(item.tahap_tanggal)}" if item.tahap else None
    return row(link(item), *(mark(stage.persen) for stage in item.tahapan), held)


def _pillars(portal: Portal) -> Page:
    words = portal.words("pilar")
    source = portal.words("perbandingan")["asal"]
    budgets = portal.listed("anggaran-pilar", partial(_shares, portal), source)
    counts = portal.listed("program-pilar", partial(_programs, portal))
    sections = (
        Section("anggaran", "Anggaran", (*_drawn(portal), budgets)),
        Section("program", "Program", (counts,)),
    )
    return Page("pilar", words["judul"], GROUP, lead=text(words["pembuka"]), sections=sections)


def _shares(portal: Portal, item: Summary) -> Row:
    parts = _parts(portal, item)
    shares = (None if part is None else fixed(_share(part.anggaran, item.anggaran)) for part in parts)
    return row(link(item), *shares, language.juta(item.anggaran))


def _programs(portal: Portal, item: Summary) -> Row:
    counts = (None if part is None else part.program for part in _parts(portal, item))
    return row(link(item), *counts, item.program)


def _parts(portal: Portal, item: Summary) -> Iterator[BagianPilar | None]:
    """What a regency has in each pillar of the portal; one made before a dimension was added has nothing there."""
    known = {part.kode: part for part in item.bagian_pilar}
    yield from (known.get(pillar.kode) for pillar in portal.pillars)


def _drawn(portal: Portal) -> Iterator[Chart]:
    """The shares as bars, while regencies are few enough to be told apart."""
    chosen = [item for item in portal.summaries if item.anggaran]
    if not portal.few or not chosen:
        return
    rows = tuple(bar for item in chosen for bar in _bars(item))
    caption = "Porsi anggaran menurut pilar"
    told = ". ".join(f"{item.nama}: {_told(item)}" for item in chosen)
    yield Chart("porsi-pilar", caption, "porsi-pilar", f"Diagram batang bertumpuk porsi anggaran. {told}.", rows)


def _bars(item: Summary) -> Iterator[tuple[tuple[str, str | int | float], ...]]:
    """The shares of one regency one after another, each with the middle of its bar, where its words stand."""
    start = Decimal(0)
    for at, part in enumerate(item.bagian_pilar):
        share = _share(part.anggaran, item.anggaran)
        label = f"{fixed(share)}%"
        middle = float(start + share / 2)
        start += share
        names = (("daerah", item.nama), ("pilar", part.nama), ("kode", part.kode), ("urutan", at))
        yield (*names, ("nilai", float(share)), ("tengah", middle), ("label", label))


def _told(item: Summary) -> str:
    shares = ((part.nama, _share(part.anggaran, item.anggaran)) for part in item.bagian_pilar)
    return language.daftar(f"{name} {fixed(share)} persen" for name, share in shares)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(100 * part) / whole if whole else Decimal(0)


def fixed(value: Decimal, places: int = 1) -> str:
    """A share with always so many decimals, a half upwards, so that a column of them can be compared at a glance."""
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)).replace(".", ",")


def _evaluations(portal: Portal) -> Page:
    words = portal.words("evaluasi")
    scored = [item for item in portal.summaries if item.evaluasi]
    table = portal.table("nilai", (_scores(portal, item) for item in scored), words["asal"])
    block = table if scored else Missing(words["kosong"])
    sections = (Section("nilai-akhir", "Nilai akhir", (block,)),)
    return Page("evaluasi", words["judul"], GROUP, lead=text(words["pembuka"]), sections=sections)


def _scores(portal: Portal, item: Summary) -> Row:
    known = {part.nama: score(part.nilai, part.resmi) for part in item.evaluasi}
    advice = (sum(part.rekomendasi for part in item.evaluasi), sum(part.rekomendasi_terbuka for part in item.evaluasi))
    return row(link(item, "evaluasi"), item.provinsi, *(known.get(name) for name in portal.rounds), *advice)
