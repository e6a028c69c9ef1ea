"""Rules about the yearly evaluation and the share of the APBD.

Official scores are facts and are never corrected: where they differ from what the answers amount to, both numbers are
shown and the author decides. The share of the APBD stands here because the evaluation asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from dosir.check import numerals
from dosir.diagnostics import Diagnostic, Position, error, nearest, warning
from dosir.language import angka
from dosir.plan import Plan, facts
from dosir.plan.nilai import (
    Hasil,
    NilaiBagian,
    bulat,
    cocok,
    hasil,
    nilai_jawaban,
    porsi_belanja,
    rata_rata,
    semua_hasil,
)
from dosir.plan.records import Evaluasi, Instrumen, Jawaban, Rekomendasi
from dosir.plan.texts import Teks, texts

UNPROVEN = 1  # the score of a question that nothing was done for; any higher one rests on something
EXCERPT = 50
SHARE = re.compile(
    rf"(?:(?<![\d.,/–-])(?P<desimal>\d+(?:[.,]\d+)?)|{numerals.NUMBER})\s*(?:persen|%)\s+(?:(?:dari|terhadap)\s+)?"
    r"(?:(?:total|seluruh|keseluruhan|nilai|belanja)\s+)*APBD\b"
)
_MONEY = r"(?:anggaran|pendanaan|pembiayaan|biaya|dana)(?:nya)?"
# So many per cent of the money of the plan "direncanakan dari APBD": of nothing, or of the whole need.
FUNDED = re.compile(
    rf"(?:(?<![\d.,/–-])(?P<desimal>\d+(?:[.,]\d+)?)|{numerals.NUMBER})\s*(?:persen|%)\s+"
    rf"(?:(?:dari\s+)?(?:(?:total|seluruh|keseluruhan|jumlah)\s+)*(?:kebutuhan(?:nya)?(?:\s+{_MONEY})?|{_MONEY})\s+"
    r"(?:(?:indikatif|program|masterplan|rencana\s+aksi|smart\s+city|tersebut|itu|ini)(?:nya)?\s+)*)?"
    r"(?:(?:akan|yang|dapat|diharapkan)\s+)*"
    r"(?:direncanakan|berasal|bersumber|dibiayai|didanai|ditanggung|dibebankan|dipenuhi|disediakan|diambil)\s+"
    r"(?:(?:dari|oleh|melalui|pada|lewat|dengan|dana|belanja)\s+)*APBD\b(?!\s+(?i:provinsi|pusat))"
)
# The whole plan's money: its name, or a need that is of nothing else ("kebutuhan biaya puskesmas" is of something).
OF_THE_WHOLE = re.compile(
    r"smart\s+city|kota cerdas|masterplan|rencana induk|rencana aksi|(?:seluruh|semua|keseluruhan) program"
    rf"|kebutuhan(?:nya)?\s+{_MONEY}(?=\s*(?:indikatif|selama|seluruh|sebesar|berjumlah|adalah|mencapai|[\ufffc,]))"
    r"|(?:persen|%)\s+(?:dari\s+)?(?:(?:total|seluruh)\s+)?kebutuhan\s+(?:akan\s+)?(?:di|ber)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:sekitar|kurang lebih|hampir|lebih|kurang|di atas|di bawah|sedikitnya|[±≈<>~])\s*(?:dari\s+)?$", re.I
)
# A share of the APBD is the plan's own only where the sentence speaks of the plan; a floor set by law is no share.
OF_THE_PLAN = re.compile(r"smart\s+city|kota cerdas|masterplan|rencana induk|rencana aksi|program|quick win", re.I)
A_LIMIT = re.compile(r"paling (?:sedikit|banyak|rendah|tinggi)|minimal|maksimal|sekurang|setinggi|wajib|amanat", re.I)
REGION = re.compile(r"\b(?P<jenis>Kabupaten|Kab\.|Kota|Provinsi)\s+(?P<nama>[A-Z]\w+)")
YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d/])")


def instrument_weights(plan: Plan) -> Iterator[Diagnostic]:
    """Weights of an instrument that do not add up to 100, or are below nothing."""
    for name, instrument in plan.bersama.instrumen.items():
        total = sum((part.bobot for part in instrument.dimensi), Decimal(0))
        if instrument.whole and total != 100:
            message = f"instrumen `{name}`: bobot berjumlah {angka(total)}, bukan 100"
            hint = "betulkan `bobot` tiap bagian menurut pedoman tahun itu"
            yield error(instrument.at("dimensi"), "weights-not-100", message, hint)
        for part in instrument.dimensi:
            if part.bobot < 0:
                message = f"instrumen `{name}`: bobot `{part.kode}` {angka(part.bobot)}, di bawah nol"
                yield error(part.at("bobot"), "weights-not-100", message, "tulis bobot dari 0 sampai 100")


def instrument_numbers(plan: Plan) -> Iterator[Diagnostic]:
    """A part or a question that stands twice in an instrument."""
    for name, instrument in plan.bersama.instrumen.items():
        what = f"instrumen `{name}`"
        yield from _repeated(((part.kode, part.at("kode")) for part in instrument.dimensi), f"{what}: bagian")
        questions = (item for part in instrument.dimensi for item in part.indikator)
        yield from _repeated(((item.no, item.at("no")) for item in questions), f"{what}: nomor")


def answers_fit_instrument(plan: Plan) -> Iterator[Diagnostic]:
    """Answers and official scores for what the instrument does not ask, or given twice."""
    for evaluation in plan.evaluasi:
        instrument = plan.bersama.instrumen.get(evaluation.instrumen)
        if instrument and instrument.whole:
            yield from _strangers(evaluation, instrument)
        yield from _repeated(((item.no, item.at("no")) for item in evaluation.jawaban), "jawaban")
        yield from _repeated(((item.bagian, item.at("bagian")) for item in evaluation.nilai), "nilai bagian")


def scores_agree(plan: Plan) -> Iterator[Diagnostic]:
    """Official scores that differ from what the answers and the parts amount to."""
    for evaluation in plan.evaluasi:
        if not evaluation.whole:
            continue
        for answer in evaluation.jawaban:
            yield from _assessors(answer)
        counted = hasil(plan, evaluation)
        if counted and counted.instrumen.whole:
            yield from _parts(counted)
            yield from _final(counted)


def answers_have_evidence(plan: Plan) -> Iterator[Diagnostic]:
    """Answers scored above 1 that name neither evidence nor a programme, told once for each part of an instrument."""
    hint = "isi `data_dukung`, atau `program` dengan kode program yang menjadi buktinya"
    for result in semua_hasil(plan):
        for part in result.bagian if result.evaluasi.whole else ():
            bare = [answer for _, answer in part.jawaban if answer and _unproven(answer)]
            if bare:
                numbers = ", ".join(f"`{answer.no}`" for answer in bare[:5]) + (", …" if len(bare) > 5 else "")
                message = f"{part.bagian.nama}: {len(bare)} jawaban bernilai di atas {UNPROVEN} tanpa bukti ({numbers})"
                yield warning(bare[0].at("no"), "answer-without-evidence", message, hint)


def _unproven(answer: Jawaban) -> bool:
    score = nilai_jawaban(answer)
    return score is not None and score > UNPROVEN and not (answer.data_dukung or answer.program)


def recommendations_are_followed(plan: Plan) -> Iterator[Diagnostic]:
    """Recommendations that no office answers for, or that are called begun without saying what was done."""
    for evaluation in plan.evaluasi:
        for item in evaluation.rekomendasi if evaluation.whole else ():
            if not item.opd:
                message = f"rekomendasi {_quoted(item)} belum mempunyai OPD penindak lanjut"
                yield warning(item.at(), "open-recommendation", message, "isi `opd` dengan id dari opd.yml")
            if item.status != "belum" and not item.tindak_lanjut:
                message = f"rekomendasi {_quoted(item)} berstatus `{item.status}` tanpa tindak lanjut"
                hint = "isi `tindak_lanjut` dengan apa yang telah dikerjakan, atau ubah status menjadi `belum`"
                yield warning(item.at("status"), "open-recommendation", message, hint)


def one_apbd_a_year(plan: Plan) -> Iterator[Diagnostic]:
    """Two APBD totals for one year."""
    first: dict[int, int] = {}
    for item in plan.daerah.apbd:
        if item.tahun in first:
            both = f"Rp {angka(first[item.tahun])} dan Rp {angka(item.nilai)}"
            message = f"belanja APBD {item.tahun} tertulis dua kali: {both}"
            yield error(item.at("tahun"), "apbd-repeated", message, "sisakan satu angka setahun, dengan sumbernya")
        first.setdefault(item.tahun, item.nilai)


def typed_shares(plan: Plan) -> Iterator[Diagnostic]:
    """A share of the APBD typed in a sentence about the plan that is not the computed one."""
    if "program" in plan.register_hilang or not (plan.daerah.whole and all(item.whole for item in plan.program)):
        return
    shares = {item.tahun: share for item in plan.daerah.apbd if (share := porsi_belanja(plan, item.tahun)) is not None}
    for text in texts(plan):
        for match in SHARE.finditer(text.isi) if "APBD" in text.isi else ():
            _, sentence = text.di_kalimat(match.start())
            if not text.dikutip(match.start()) and _about_the_plan(plan, sentence):
                yield from _share(plan, text, match, _meant(shares, sentence))
        for match in FUNDED.finditer(text.isi) if text.prosa and "APBD" in text.isi else ():
            _, sentence = text.di_kalimat(match.start())
            if not text.dikutip(match.start()) and _of_the_whole(plan, text, match, sentence):
                yield from _funded(plan, text, match)


def _repeated(items: Iterable[tuple[str, Position]], what: str) -> Iterator[Diagnostic]:
    seen: dict[str, Position] = {}
    for code, place in items:
        if code in seen:
            yield error(place, "duplicate-id", f"{what} `{code}` sudah ada", f"pertama ditulis di {seen[code]}")
        seen.setdefault(code, place)


def _strangers(evaluation: Evaluasi, instrument: Instrumen) -> Iterator[Diagnostic]:
    name = evaluation.instrumen
    known = [item.no for part in instrument.dimensi for item in part.indikator]
    for answer in evaluation.jawaban:
        if answer.no not in known:
            message = f"pertanyaan `{answer.no}` tidak ada dalam instrumen `{name}`"
            absent = f"daftar pertanyaannya belum dimuat; isi `indikator` di bersama/instrumen/{name}.yml"
            hint = nearest(answer.no, known) if known else absent
            yield error(answer.at("no"), "unknown-question", message, hint)
    parts = [part.kode for part in instrument.dimensi]
    for score in evaluation.nilai:
        if score.bagian not in parts:
            message = f"bagian `{score.bagian}` tidak ada dalam instrumen `{name}`"
            yield error(score.at("bagian"), "unknown-question", message, nearest(score.bagian, parts))


def _assessors(answer: Jawaban) -> Iterator[Diagnostic]:
    mean = rata_rata(answer.nilai_asesor)
    if mean is not None and answer.nilai is not None and not cocok(mean, answer.nilai):
        count = len(answer.nilai_asesor)
        message = f"`{answer.no}`: rata-rata {count} penilai {_angka(mean)}, tertulis {_angka(answer.nilai)}"
        hint = "betulkan salah satu, atau hapus `nilai`: rata-rata selalu dihitung dari `nilai_asesor`"
        yield warning(answer.at("nilai"), "score-mismatch", message, hint)


def _parts(counted: Hasil) -> Iterator[Diagnostic]:
    official = {item.bagian: item.at("nilai") for item in reversed(counted.evaluasi.nilai)}
    for part in counted.bagian:
        if not part.cocok:
            yield warning(official[part.bagian.kode], "score-mismatch", _difference(part), _compare("jawaban"))


def _difference(part: NilaiBagian) -> str:
    own, official = part.rata_rata or Fraction(0), part.resmi or Decimal(0)
    return f"{part.bagian.nama}: rata-rata {len(part.jawaban)} jawaban {_angka(own)}, nilai resmi {_angka(official)}"


def _final(counted: Hasil) -> Iterator[Diagnostic]:
    """A part that differs is reported once: the final is then held against the official parts."""
    apart = any(not part.cocok for part in counted.bagian)
    computed, official = counted.akhir_dari_resmi if apart else counted.akhir, counted.evaluasi.nilai_akhir
    if counted.bobot == 100 and computed is not None and official is not None and not cocok(computed, official):
        year = counted.evaluasi.tahun
        message = f"evaluasi {year}: nilai akhir menurut bobot {_angka(computed)}, nilai resmi {_angka(official)}"
        yield warning(counted.evaluasi.at("nilai_akhir"), "score-mismatch", message, _compare("nilai tiap bagian"))


def _compare(what: str) -> str:
    return f"cocokkan {what} dan instrumennya dengan laporan resmi; selisih sampai 0,02 dianggap pembulatan"


def _angka(value: Fraction | Decimal) -> str:
    """Two decimals as the ministry writes them, or the third where it says something."""
    return f"{bulat(value, 3):f}".removesuffix("0").replace(".", ",")


def _quoted(item: Rekomendasi) -> str:
    return f"“{item.isi if len(item.isi) <= EXCERPT else item.isi[:EXCERPT].rstrip() + '…'}”"


def _about_the_plan(plan: Plan, sentence: str) -> bool:
    return bool(OF_THE_PLAN.search(sentence)) and not A_LIMIT.search(sentence) and not _elsewhere(plan, sentence)


def _elsewhere(plan: Plan, sentence: str) -> bool:
    place = plan.daerah
    return any(
        match["nama"] != (place.provinsi if match["jenis"] == "Provinsi" else place.nama).split()[0]
        for match in REGION.finditer(sentence)
    )


def _of_the_whole(plan: Plan, text: Teks, match: re.Match[str], sentence: str) -> bool:
    """Whether a sentence about where money comes from is about all of the plan's, and says it exactly."""
    named = [name for program in plan.program for name in (program.kode, program.nama)]
    named += [name for opd in plan.opd for name in (opd.nama, opd.singkatan)]
    named += [item.nama for item in plan.bersama.dimensi]
    guarded = A_LIMIT.search(sentence) or _elsewhere(plan, sentence) or ABOUT.search(text.isi[: match.start()])
    part = text.pilar or len(set(YEAR.findall(sentence))) == 1 or any(name in sentence for name in named if name)
    return bool(OF_THE_WHOLE.search(sentence)) and not guarded and not part


def _meant(shares: dict[int, Fraction], sentence: str) -> dict[int, Fraction]:
    """The shares a sentence can mean: those of the years it names, or all where none of these has a total."""
    years = {int(year) for year in YEAR.findall(sentence)}
    return {year: share for year, share in shares.items() if year in years} or shares


def _share(plan: Plan, text: Teks, match: re.Match[str], shares: dict[int, Fraction]) -> Iterator[Diagnostic]:
    typed = _typed(match)
    true = (*shares.values(), Fraction(facts.porsi_apbd(plan)))  # the second reading: so much comes from the APBD
    if any(_rounds_to(typed, share) for share in true):
        return
    message = f"{text.pemilik}: tertulis {angka(typed)} persen dari APBD"
    if shares:
        counted = ", ".join(f"{_angka(share)} persen ({year})" for year, share in sorted(shares.items()))
        hint = f"porsi program yang dihitung dari daerah.yml: {counted}; hapus angkanya atau betulkan `apbd`"
    else:
        message += ", tetapi belanja APBD belum dicatat"
        hint = "isi `apbd` (tahun, nilai, sumber) di daerah.yml agar porsinya dapat dihitung, atau hapus angkanya"
    yield warning(text.at(match.start()), "typed-share", message, hint)


def _funded(plan: Plan, text: Teks, match: re.Match[str]) -> Iterator[Diagnostic]:
    """A typed share of the plan's money that comes from the APBD, which is not the true one."""
    typed, true = _typed(match), facts.porsi_apbd(plan)
    if facts.anggaran(plan) and not _rounds_to(typed, Fraction(true)):
        message = f"{text.pemilik}: tertulis {angka(typed)} persen anggaran dari APBD"
        hint = (
            f"menurut anggaran program {angka(round(true, 1))} persen; tulis `{{{{ porsi_apbd }}}}` supaya ikut berubah"
        )
        yield warning(text.at(match.start()), "typed-share", message, hint)


def _typed(match: re.Match[str]) -> Decimal:
    return Decimal(match["desimal"].replace(",", ".")) if match["desimal"] else Decimal(numerals.value(match))


def _rounds_to(typed: Decimal, share: Fraction) -> bool:
    return abs(share - Fraction(typed)) <= Fraction(1, 2 * 10 ** -int(typed.as_tuple().exponent))
