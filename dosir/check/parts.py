"""Rules about what must be there: sources, images, pillars, registers."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import chain

from PIL import Image

from dosir.diagnostics import Diagnostic, Position, error, nearest, warning
from dosir.plan import Plan
from dosir.plan.records import Bersumber, Rekaman
from dosir.sources import IMAGES

MOST_PIXELS = 50_000_000  # a scanned A3 sheet of 450 dots to the inch; a decoded one takes 150 MB
LARGE = "large"
PLACEHOLDERS = {"…", "...", "-", "–", "—", "xxx", "tbd", "n/a", "diisi", "isi di sini"}
REGISTER_FILES = {
    "misi": "visi",
    "peta_jalan": "peta-jalan",
    "program": "program/<pilar>",
    "indikator": "indikator/<pilar>",
}


def facts_have_sources(plan: Plan) -> Iterator[Diagnostic]:
    """Records that neither name a source nor call themselves an example."""
    for record in chain(plan.rekaman_utama(), plan.bersama.rekaman_utama()):
        if isinstance(record, Bersumber) and record.whole and not record.sumber and not record.contoh:
            hint = "tambahkan `sumber: <id dari sumber.yml>`, atau `contoh: true` bila ini bukan fakta"
            yield error(record.at(), "missing-source", f"{_name(record)}: tanpa sumber", hint)


def nothing_left_to_fill_in(plan: Plan) -> Iterator[Diagnostic]:
    """Texts that only hold a place: dots, a dash, TBD."""
    for record in plan.rekaman():
        for name in type(record).model_fields:
            value = getattr(record, name)
            if isinstance(value, str) and value.strip().casefold() in PLACEHOLDERS:
                hint = f"isi `{name}`, atau hapus kunci itu"
                yield warning(record.at(name), "placeholder", f"`{name}: {value}` belum berisi apa pun", hint)


def evaluations_are_named_by_year(plan: Plan) -> Iterator[Diagnostic]:
    """Evaluations whose year is not the one in the name of their file, and two of one year and stage."""
    seen: dict[tuple[int, str], Position] = {}
    for item in plan.evaluasi:
        stem = item.at().path.rpartition("/")[2]
        if not stem.startswith(str(item.tahun)):
            message = f"berkas `{stem}` berisi evaluasi tahun {item.tahun}"
            yield error(item.at("tahun"), "file-name-mismatch", message, "betulkan `tahun` atau nama berkasnya")
        key = (item.tahun, item.tahap or "")
        if key in seen:
            message = f"evaluasi {item.tahun} sudah ada"
            yield error(item.at("tahun"), "duplicate-id", message, f"pertama di {seen[key]}")
        seen.setdefault(key, item.at("tahun"))


def logo_exists(plan: Plan) -> Iterator[Diagnostic]:
    """A logo that is named but not there."""
    if plan.daerah.logo and plan.daerah.logo not in plan.gambar:
        message = f"gambar `{plan.daerah.logo}` tidak ada"
        hint = of_another_kind(plan.daerah.logo) or nearest(plan.daerah.logo, plan.gambar)
        yield error(plan.daerah.at("logo"), "missing-image", message, hint)


def of_another_kind(name: str) -> str:
    """What to do about a picture whose name says that no book takes its kind; nothing for the kinds they take."""
    return "" if name.lower().endswith(IMAGES) else "simpan sebagai PNG atau JPEG: jenis gambar lain tidak dibaca"


def images_are_images(plan: Plan) -> Iterator[Diagnostic]:
    """Files that cannot be read to their end as the kind of image their name says, or hold more than a book can use."""
    for name, image in plan.gambar.items():
        kind = name.rpartition(".")[2].upper()
        place = Position(f"{_folder(plan)}/{name}")
        try:
            mode = _mode(image.data, "PNG" if kind == "PNG" else "JPEG")
        except (OSError, SyntaxError, ValueError):
            yield error(place, "broken-image", f"`{name}` bukan gambar {kind} yang utuh", "simpan ulang gambarnya")
            continue
        if mode == LARGE:
            message = f"gambar `{name}` lebih dari {MOST_PIXELS // 10**6} juta piksel"
            yield error(place, "refused-file", message, "kecilkan sampai sisi terpanjangnya sekitar 4.000 piksel")
        if mode == "CMYK":  # a PDF/A that has one must hold the profile of a press
            message = f"`{name}` memakai warna mesin cetak (CMYK)"
            yield error(place, "broken-image", message, "simpan ulang gambarnya dengan warna RGB")


def _mode(data: bytes, kind: str) -> str:
    """The colours of an image that is read whole, or `LARGE` for one of too many pixels. Raises when it is broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        try:
            with Image.open(BytesIO(data), formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    return LARGE
                image.load()
                return image.mode
        except Image.DecompressionBombError:
            return LARGE


def parts_are_there(plan: Plan) -> Iterator[Diagnostic]:
    """Pillars and registers that are still to be written; the books show a placeholder there."""
    written = {pilar.dimensi.kode for pilar in plan.pilar}
    for dimensi in plan.bersama.dimensi:
        if dimensi.kode not in written and "pilar" not in plan.register_hilang:
            place = Position(f"{_folder(plan)}/pilar/{dimensi.kode}.md")
            yield warning(place, "missing-part", f"pilar {dimensi.nama} belum ditulis", "buat berkas ini")
    for name in ("visi", "misi", "opd", "program", "indikator", "peta_jalan", "gap", "swot", "kesiapan"):
        if not getattr(plan, name) and name not in plan.register_hilang:
            place = Position(f"{_folder(plan)}/{REGISTER_FILES.get(name, name)}.yml")
            hint = "isi berkas ini; kunci-kuncinya ada di halaman Acuan isi"
            yield warning(place, "missing-part", f"register `{name}` masih kosong", hint)


def _name(record: Rekaman) -> str:
    for key in ("kode", "id", "nama", "isu", "tahap", "jenis"):
        if value := getattr(record, key, ""):
            return f"{type(record).__name__.lower()} `{value}`"
    return type(record).__name__.lower()


def _folder(plan: Plan) -> str:
    return plan.daerah.at().path.rpartition("/")[0]
