"""Rules about names in sentences: offices under another name than the register's, and kabupaten mixed up with kota.

An office of the province or of a neighbour is none of this register's business, and "Kota Karawang" is a town as well
as a mistake. Both are told apart by the words beside the name; where they leave it open, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dosir.diagnostics import Diagnostic, warning
from dosir.plan import Plan
from dosir.plan.records import Opd
from dosir.plan.texts import Teks, texts

# Names in common use for one kind of office, as regencies write them; the first word tells which of the register it is.
OFFICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Komunikasi",
        (
            *(
                "Diskominfo",
                "Dinkominfo",
                "DKIS",
                "Diskominfotiksandi",
                "Diskominfotik",
                "Diskominfosandi",
                "Diskominfo SP",
            ),
            *(
                "Diskominfosantik",
                "Diskominfopersantik",
                "Diskominfosanditik",
                "Diskominfostandi",
                "Diskominfostasandi",
            ),
            *("Diskomsandi", "Diskomdigi", "Dinkominfostasandi", "Dishubkominfo", "Dinas Kominfo", "Diskomifo"),
        ),
    ),
    (
        "Perencanaan",
        (
            *("Bappeda", "Bapperida", "Bappedalitbang", "Bapelitbangda", "Bappelitbangda", "Barenlitbangda"),
            *("Baperlitbang", "Bapelitbang", "Bappelitbang", "Bapperinda", "Baperida"),
        ),
    ),
    ("Kependudukan", ("Disdukcapil", "Dispendukcapil", "Dindukcapil", "Dinas Dukcapil")),
    ("Perhubungan", ("Dishub", "Dinhub", "Dinas Hubungan")),
    ("Penanaman Modal", ("DPMPTSP", "DPM-PTSP", "DPMPTSPTK", "BPMPTSP", "BPPT", "DPMPT")),
    ("Lingkungan Hidup", ("DLH", "DLHK", "DKLH", "DLHP", "BLHD", "DPRKPLH", "DPKPLH")),
    ("Pekerjaan Umum", ("DPUPR", "DPUTR", "DPU", "PUPR", "Dinas PUPR", "Dinas PUTR", "DPUPRPKP", "DPUPR-PKP")),
    ("Perumahan", ("Disperkim", "Disperakim", "Disperkimtan", "DPRKP", "Dinas PRKP", "Dinas Perkim", "Disrumkim")),
    ("Kesehatan", ("Dinkes", "Diskes")),
    (
        "Pendidikan",
        ("Disdik", "Dindik", "Disdikpora", "Disdikbud", "Dindikbud", "Disdikbudpora", "Dispendik", "Disdikporabud"),
    ),
    ("Sosial", ("Dinsos", "Dinsos P3A", "Dissos", "DinsosP3AKB")),
    ("Tenaga Kerja", ("Disnaker", "Disnakertrans", "Disperinaker", "Disnakerperin", "Dinnaker", "Disnakerin")),
    (
        "Pariwisata",
        ("Dispar", "Disparbud", "Disbudpar", "Disparpora", "Disporapar", "Disparekraf", "Dinparbud", "Disparporabud"),
    ),
    (
        "Perdagangan",
        ("Disperindag", "Disperdagin", "Diskumperindag", "Disdag", "Disperindagkop", "Diskopumdag", "Disdagperin"),
    ),
    ("Koperasi", ("Diskop UKM", "Diskopukm", "DKUKMP", "Diskoperindag", "Dinkop UMKM", "Diskopum", "DK2UKM")),
    ("Pertanian", ("Distan", "Dispertan", "Dispertanikap", "Distanbun", "Distanak", "Dinas TPHP", "Distanpangan")),
    ("Pemberdayaan Masyarakat", ("DPMD", "DPMPD", "Dispermasdes", "Dinpermasdes", "Dispermades", "Bapermades")),
    ("Perpustakaan", ("Disarpus", "Dispusip", "Dinarpus", "Dispersip", "Dinas Perpusip")),
    ("Polisi Pamong Praja", ("Satpol PP", "Satpol-PP", "Pol PP")),
    ("Bencana", ("BPBD",)),
    ("Pendapatan", ("Bapenda", "Dispenda", "Bappenda")),
    ("Keuangan", ("BPKAD", "BKAD", "BPPKAD", "BPKPD", "DPPKAD", "BKUD")),
    ("Kepegawaian", ("BKPSDM", "BKPP", "BKPPD", "BKDD", "BKD", "BKPSDMD")),
    ("Olahraga", ("Dispora", "Disporabudpar")),
)
ELSEWHERE_BEFORE = re.compile(r"(?:Kementerian|Menteri|Kemen|Provinsi|Prov\.)\s+$")
# After an office's name: whose office it is.
WHOSE = re.compile(
    r"\s+(?:(?:Provinsi|Prov\.|Pemprov|Kota|Pemkot|Kabupaten|Kab\.|Pemkab|Pemerintah (?:Kabupaten|Kota|Provinsi))\s+)?"
    r"([A-Z][\w-]+)|\s+(?:provinsi|kota|kabupaten lain|daerah lain|pusat)\b"
)
# Where an office is named as a source or a document wrote it.
AS_WRITTEN = frozenset({"alias", "jabatan", "mitra", "nama", "nomor", "singkatan"})
SIDE = r"(?:Barat|Timur|Utara|Selatan|Tengah|Baru|Lama|Kulon|Wetan|Kidul|Lor)\b"
# Words before "Kota X" that make it another place than the regency: a neighbour, or the town inside it.
NEIGHBOUR = re.compile(
    r"\b(?:berbatasan|perbatasan|tetangga|dibedakan|berbeda|bukan|dari|ke|menuju|antara|dengan|dan|serta|seperti|misalnya"
    r"|penyangga|sekitar|eks|bekas|pusat|tengah|alun-alun|kawasan|koridor|kecamatan|jalan|lingkar|pinggiran|dalam"
    r"|perkotaan|ibu kota|ibukota|stasiun|terminal|di|wilayah)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# What only the regency as such has, never a town in it.
GOVERNED = re.compile(
    r"\b(?:Pemerintah(?:an)?|Pemda|Bupati|Sekretaris Daerah|Sekda|Setda|Sekretariat Daerah|Dinas|Badan|Diskominfo"
    r"|Bappeda|DPRD|Perda|Peraturan Daerah|Peraturan Bupati|RPJMD|RPJPD|RKPD|APBD|masterplan|master plan|rencana induk"
    r"|visi|misi|smart city|kota cerdas|warga|masyarakat|ASN|BPS|SPBE|IPM|indeks|luas|penduduk)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"\s+(?:\*?smart city|dalam Angka|menyusun|menandatangani|mengikuti|terpilih|terdiri|berkomitmen|menetapkan"
    r"|meluncurkan|merupakan (?:kabupaten|daerah|salah satu)|tahun \d{4}|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
COMPARED = re.compile(r"\b(?:berbatasan|tetangga|dibedakan|berbeda|bukan|sama|otonom|dibandingkan)\b", re.IGNORECASE)
# Head of region, region, its government: as kabupaten and as kota.
KINDS = {"kabupaten": ("Bupati", "Kabupaten", "Pemkab", "Kab."), "kota": ("Wali Kota", "Kota", "Pemkot", "Walikota")}


def office_names(plan: Plan) -> Iterator[Diagnostic]:
    """Offices called by an alias of the register, or by a name in common use that the register does not know."""
    if not plan.opd or "opd" in plan.register_hilang or plan.kode_hilang:
        return
    official = _alternatives(name for opd in plan.opd for name in (opd.nama, opd.singkatan))
    aliases = {_bare(alias): opd for opd in plan.opd for alias in opd.alias if _bare(alias)}
    known = {opd.singkatan for opd in plan.opd} | set(aliases)
    unknown = {name: kind for kind, names in OFFICES for name in names if name not in known}
    others = _alternatives((*aliases, *unknown))
    pattern = re.compile(rf"(?<![\w-])(?:(?:{official})|(?P<lain>{others}))(?![\w-])")
    seen: set[tuple[str, str]] = set()
    for text in texts(plan):
        if isinstance(text.rekaman, Opd) or text.bidang in AS_WRITTEN:
            continue
        for match in pattern.finditer(text.isi):
            name = match["lain"]
            if name and (name, text.kunci) not in seen and _is_ours(plan, text, match):
                seen.add((name, text.kunci))
                yield _office(plan, text, match.start(), name, aliases.get(name), unknown.get(name, ""))


def region_kind(plan: Plan) -> Iterator[Diagnostic]:
    """A kabupaten called kota, or a kota called kabupaten."""
    place = plan.daerah
    if not place.whole or place.nama in ("", "?"):
        return
    other = KINDS["kota" if place.jenis == "kabupaten" else "kabupaten"]
    name, right = re.escape(place.nama), _alternatives(KINDS[place.jenis])
    words = _alternatives((*other, *(word.upper() for word in other)))
    pattern = re.compile(rf"\b(?P<kata>{words})\s+(?i:{name})\b(?!\s+{SIDE})")
    contrast = re.compile(rf"\b(?:{right})\s+{name}\b")
    for text in texts(plan):
        for match in pattern.finditer(text.isi):
            start, sentence = text.di_kalimat(match.start())
            if text.bidang == "ibu_kota" or match[0] == place.ibu_kota:
                continue
            if not contrast.search(sentence) and _means_the_region(plan, match, sentence, match.start() - start):
                message = f"“{match[0]}”, padahal {place.nama} adalah {place.jenis}"
                hint = f"tulis `{_proper(place.jenis, match['kata'])} {place.nama}`"
                yield warning(text.at(match.start()), "kota-kabupaten", message, hint)


def _means_the_region(plan: Plan, match: re.Match[str], sentence: str, at: int) -> bool:
    """Whether this is the regency under a wrong name, and neither a town in it nor a neighbour of the same name."""
    before, after = sentence[:at], sentence[at + len(match[0]) :]
    if match["kata"].lower() not in ("kota", "kabupaten", "kab."):
        return True
    if COMPARED.search(sentence):
        return False
    if GOVERNED.search(before) or ACTS.match(after):
        return True
    return plan.daerah.ibu_kota != plan.daerah.nama and not NEIGHBOUR.search(before)


def _proper(kind: str, written: str) -> str:
    """The right word for one of the other kind."""
    other = [word.lower() for word in KINDS["kota" if kind == "kabupaten" else "kabupaten"]]
    place = {0: 0, 1: 1, 2: 2, 3: 0 if kind == "kabupaten" else 1}[other.index(written.lower())]
    return KINDS[kind][place]


def _office(plan: Plan, text: Teks, at: int, name: str, opd: Opd | None, kind: str) -> Diagnostic:
    if opd is not None:
        hint = f"tulis `{opd.singkatan}` atau `{{{{ opd {opd.id} }}}}`"
        return warning(text.at(at), "opd-alias", f"“{name}” bukan nama resmi {opd.nama}", hint)
    same = [opd for opd in plan.opd if kind.lower() in opd.nama.lower()]
    hint = f"maksudnya `{same[0].singkatan}`?" if len(same) == 1 else "daftarkan di opd.yml, atau tulis nama resminya"
    return warning(text.at(at), "unknown-opd", f"“{name}” tidak ada dalam daftar OPD", hint)


def _is_ours(plan: Plan, text: Teks, match: re.Match[str]) -> bool:
    """Whether an office named here is one of this regency: not another government's, and not quoted."""
    if text.dikutip(match.start()) or ELSEWHERE_BEFORE.search(text.isi[: match.start()]):
        return False
    whose = WHOSE.match(text.isi, match.end())
    return whose is None or (whose[1] or "") in plan.daerah.nama.split()


def _bare(alias: str) -> str:
    """An alias without the remark that may follow it in brackets."""
    return alias.partition("(")[0].strip()


def _alternatives(names: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
