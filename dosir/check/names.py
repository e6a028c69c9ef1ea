"""Rules about names in sentences: offices under another name than the register's, and kabupaten mixed up with kota.

An office of the province or of a neighbour is none of this register's business, and "Kota Karawang" is a town as well
as a mistake. Both are told apart by the words beside the name; where they leave it open, nothing is said. A full name
is one of words from the affairs that regencies have offices for, so that national bodies are no such names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dosir.diagnostics import Diagnostic, warning
from dosir.plan import Plan
from dosir.plan.records import Daerah, DasarHukum, Opd, Rpjmd
from dosir.plan.texts import Teks, texts
from dosir.wilayah import menurut_nama

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
            *(
                "Diskomsandi",
                "Diskomsantik",
                "Diskomdigi",
                "Dinkominfostasandi",
                "Dishubkominfo",
                "Dinas Kominfo",
                "Diskomifo",
            ),
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
# Words in names of offices, of the affairs in UU 23/2014 that a regency has.
_AFFAIRS = (
    "Air|Anak|Arsip|Aset|Asli|Bangsa|Bencana|Berencana|Bina Marga|Catatan|Cipta Karya|Daerah|Daya|Desa|Ekonomi"
    "|Hewan|Hidup|Hortikultura|Industri|Informatika|Inovasi|Kawasan|Kearsipan|Kebakaran|Kebersihan|Kebudayaan"
    "|Kecil|Kehutanan|Kelautan|Keluarga|Kepegawaian|Kepemudaan|Kependudukan|Kerja|Kesatuan|Kesehatan|Ketahanan"
    "|Ketenagakerjaan|Keuangan|Komunikasi|Koperasi|Kreatif|Lingkungan|Manusia|Masyarakat|Menengah|Mikro|Modal"
    "|Olahraga|Olah Raga|Pangan|Pariwisata|Pekerjaan|Pelatihan|Pelayanan|Pemadam|Pemberdayaan|Pembangunan"
    "|Pemerintahan|Pemuda|Penanaman|Penanggulangan|Penataan|Pencatatan|Pendapatan|Pendidikan|Penduduk"
    "|Penelitian|Pengairan|Pengelola|Pengelolaan|Pengembangan|Pengendalian|Penyelamatan|Perdagangan|Perempuan"
    "|Perencanaan|Perhubungan|Perikanan|Perindustrian|Perizinan|Perkebunan|Perlindungan|Permukiman|Perpustakaan"
    "|Persandian|Pertamanan|Pertanahan|Pertanian|Perumahan|Peternakan|Pintu|Politik|Rakyat|Riset|Ruang|SDM|Satu"
    "|Sipil|Sosial|Statistik|Sumber|Tanaman|Tata|Tenaga|Terpadu|Transmigrasi|UKM|UMKM|Umum|Usaha"
)
FULL_NAME = re.compile(
    rf"(?<![\w-])(?P<kepala>Dinas|Badan|Inspektorat(?= Daerah\b)|Satuan Polisi Pamong Praja)"
    rf"(?P<urusan>\s+(?:{_AFFAIRS})\b(?:(?:,? (?:dan |& )?)(?:{_AFFAIRS})(?![\w-]))*"
    rf"|(?<=Praja)(?:,? (?:dan |& )(?:{_AFFAIRS})(?![\w-])(?: (?:{_AFFAIRS})(?![\w-]))*)?)"
)
# Affairs that only provinces have offices for, and bodies of the state whose names begin with the same words; of other
# words are Badan Pusat Statistik, Informasi Geospasial, Siber, Narkotika, and before Nasional or Negara none is ours.
PROVINCIAL = re.compile(r"Dinas (?:Kehutanan|Kelautan|Pengelolaan Sumber Daya Air|Sumber Daya Air)\b")
NATIONAL = re.compile(
    r"Badan (?:Ekonomi|Kependudukan dan Keluarga Berencana|Keuangan Desa|Pangan|Pendidikan dan Pelatihan Keuangan"
    r"|Pengembangan|Pertanahan|Riset dan Inovasi(?! Daerah)|Usaha)\b"
)
# Another government in the sentence, whose office it may be.
GOVERNMENT = re.compile(
    r"\b(?:Kota|Kabupaten|Kab\.|Provinsi|Pemkot|Pemkab|Pemprov|Bupati|Wali Kota|Gubernur|Kementerian)\s+([A-Z]\w+)"
    r"|\b(?:provinsi|kementerian)\b"
)
JOINT = re.compile(r",? (?:dan |& )|, ")
# Short names that ministries and national bodies have too.
MINISTERIAL = frozenset({"PUPR", "PRKP", "PKP", "Kominfo", "BPPT"})
ELSEWHERE_BEFORE = re.compile(r"(?:Kementerian|Menteri|Kemen|Provinsi|Prov\.)\s+$")
# After an office's name: whose office it is.
WHOSE = re.compile(
    r"\s+(?:(?:Provinsi|Prov\.|Pemprov|Kota|Pemkot|Kabupaten|Kab\.|Pemkab|Pemerintah (?:Kabupaten|Kota|Provinsi))\s+)?"
    r"([A-Z][\w-]+)|\s+(?:provinsi|kota|kabupaten lain|daerah lain|pusat)\b"
)
# Where an office is named as a source or a document wrote it.
AS_WRITTEN = frozenset({"alias", "jabatan", "mitra", "nama", "nomor", "singkatan"})
QUOTING = AS_WRITTEN | {"catatan kaki", "jenis", "judul", "tentang"}
LONG = 5  # letters, from which a short name is a word and no initials
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
# What another region of the same name has, right before its name: offices and a government, regulations.
OTHERS_OWN = re.compile(
    r"\b(?:(?:Dinas|Badan|Kantor|Inspektorat|Satpol PP|DPRD|Diskominfo|Bappeda)\b(?:,? (?:dan )?[A-Z][\w-]*)*"
    r"|Pemerintah(?: Daerah)?) $"
)
OWN_PLAN = re.compile(r"\b(?:master\s?plan|rencana induk|dokumen|naskah|buku)\b[^.;]{0,25}\bini\b", re.IGNORECASE)
LAW = r"\b(?:Peraturan Daerah|Perda|Peraturan Wali Kota|Peraturan Bupati|Perwal|Perbup) "
PLACE = r"(?:Wali Kota|Bupati|Kota|Kabupaten|Kab\.) [A-Z][\w-]+(?: [A-Z][\w-]+)?"
AND = r"(?:, (?:dan |serta )?| dan | serta | maupun | atau )"
# Head of region, region, its government: as kabupaten and as kota.
KINDS = {"kabupaten": ("Bupati", "Kabupaten", "Pemkab", "Kab."), "kota": ("Wali Kota", "Kota", "Pemkot", "Walikota")}


def office_names(plan: Plan) -> Iterator[Diagnostic]:
    """Offices called by an alias of the register, or by a name, short or in full, that the register does not know."""
    if not plan.opd or "opd" in plan.register_hilang or plan.kode_hilang:
        return
    official = _alternatives(name for opd in plan.opd for name in (opd.nama, opd.singkatan))
    aliases = {_bare(alias): opd for opd in plan.opd for alias in opd.alias if _bare(alias)}
    known = {opd.singkatan for opd in plan.opd} | set(aliases)
    unknown = {name: kind for kind, names in OFFICES for name in names if name not in known}
    capitals = {name: opd for name, opd in _in_capitals(plan) if name not in known | set(unknown)}
    aliases |= capitals
    others = _alternatives((*aliases, *unknown))
    pattern = re.compile(rf"(?<![\w-])(?:(?:{official})|(?P<lain>{others}))(?![\w-])")
    seen: set[tuple[str, str]] = set()
    for text in texts(plan):
        if isinstance(text.rekaman, Opd) or text.bidang in AS_WRITTEN:
            continue
        for match in pattern.finditer(text.isi):
            name = match["lain"]
            if name in capitals and _is_shouted(text, match):
                continue
            if name and (name, text.kunci) not in seen and _is_ours(plan, text, match):
                seen.add((name, text.kunci))
                yield _office(plan, text, match.start(), name, aliases.get(name), unknown.get(name, ""))
        yield from _full_names(plan, text, seen)


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
            if contrast.search(sentence) or _is_the_others(plan, text, match, sentence, match.start() - start):
                continue
            if _means_the_region(plan, match, sentence, match.start() - start):
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


def _is_the_others(plan: Plan, text: Teks, match: re.Match[str], sentence: str, at: int) -> bool:
    """Whether this is plainly another region of the same name: its office or law, or one of several regions named."""
    place = plan.daerah
    other = "kota" if place.jenis == "kabupaten" else "kabupaten"
    if not menurut_nama(place.nama, other) or isinstance(text.rekaman, Daerah | Rpjmd):
        return False
    if isinstance(text.rekaman, DasarHukum):
        return True
    before, after = sentence[:at], sentence[at + len(match[0]) :]
    if re.search(rf"{PLACE}{AND}$", before) or re.match(rf"{AND}{PLACE}", after):
        return True
    if OWN_PLAN.search(sentence):
        return False
    law = re.search(LAW + re.escape(match[0]), sentence)
    return bool(law or OTHERS_OWN.search(before) or match["kata"] in ("Pemkot", "Pemkab"))


def _proper(kind: str, written: str) -> str:
    """The right word for one of the other kind."""
    other = [word.lower() for word in KINDS["kota" if kind == "kabupaten" else "kabupaten"]]
    place = {0: 0, 1: 1, 2: 2, 3: 0 if kind == "kabupaten" else 1}[other.index(written.lower())]
    return KINDS[kind][place]


def _in_capitals(plan: Plan) -> Iterator[tuple[str, Opd]]:
    """Short names of the register that read as words, in capitals."""
    for opd in plan.opd:
        for name in (opd.singkatan, *map(_bare, opd.alias)):
            if name.isalpha() and not name.isupper() and len(name) >= LONG:
                yield name.upper(), opd


def _is_shouted(text: Teks, match: re.Match[str]) -> bool:
    """Whether a name in capitals stands in a heading, or beside other words in capitals."""
    before, after = text.isi[: match.start()], text.isi[match.end() :]
    beside = re.search(r"[A-Z]{2,}\W+$", before) or re.match(r"\W+[A-Z]{2,}", after)
    return bool(beside) or text.bidang in ("kepala", "judul", "judul tabel")


def _full_names(plan: Plan, text: Teks, seen: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Full names of offices that are none of the register's, nor the beginning of one, nor several in one breath."""
    for match in FULL_NAME.finditer(text.isi) if text.bidang not in QUOTING else ():
        name = match[0]
        if (name, text.kunci) in seen or PROVINCIAL.match(name) or NATIONAL.match(name) or _is_known(plan, match):
            continue
        _, sentence = text.di_kalimat(match.start())
        foreign = any((place[1] or "") not in plan.daerah.nama.split() for place in GOVERNMENT.finditer(sentence))
        if not foreign and _is_ours(plan, text, match):
            seen.add((name, text.kunci))
            yield warning(
                text.at(match.start()), "unknown-opd", f"“{name}” tidak ada dalam daftar OPD", _nearest(plan, name)
            )


def _is_known(plan: Plan, match: re.Match[str]) -> bool:
    """Whether it is the register's, stops short of it, or is several: "Dinas Kesehatan, Pendidikan, dan Sosial"."""
    names = [_words(name) for opd in plan.opd for name in (opd.nama, *opd.alias)]
    if _begins(_words(match[0]), names):
        return True
    whole = max((opd.nama for opd in plan.opd if match[0].startswith(opd.nama)), key=len, default=match["kepala"])
    parts = [_words(part) for part in JOINT.split(match[0][len(whole) :]) if part.strip()]
    many = len(JOINT.findall(match[0])) > 1
    # Of two, one in two words and cut short is rather a name: "Dinas Pekerjaan Umum dan Perumahan Rakyat".
    return all(
        (several := [*_words(match["kepala"]), *part]) in names
        or ((len(part) == 1 or many) and _begins(several, names))
        for part in parts
    )


def _begins(words: list[str], names: list[list[str]]) -> bool:
    return any(name[: len(words)] == words for name in names)


def _nearest(plan: Plan, name: str) -> str:
    """The office that shares most words with the name, beyond what kind of office it is."""
    alike = {opd.nama: len({*_words(name)[1:]} & {*_words(opd.nama)[1:]} - {"daerah"}) for opd in plan.opd}
    best = max(alike, key=lambda office: alike[office])
    return f"maksudnya `{best}`?" if alike[best] else "daftarkan di opd.yml, atau tulis nama resminya"


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.lower()) if word not in ("dan", "serta")]


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
    if match[0] in MINISTERIAL and "kementerian" in text.di_kalimat(match.start())[1].lower():
        return False
    whose = WHOSE.match(text.isi, match.end())
    return whose is None or (whose[1] or "") in plan.daerah.nama.split()


def _bare(alias: str) -> str:
    """An alias without the remark that may follow it in brackets."""
    return alias.partition("(")[0].strip()


def _alternatives(names: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
