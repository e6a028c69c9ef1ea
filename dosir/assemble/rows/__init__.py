"""The rows of each table, by the table's name in `templates/tabel.yml`: what of the plan stands in which cell.

Each builder takes the scope and gives lines; nothing here knows about headings, numbering or outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dosir.assemble.rows import action, analysis, execution
from dosir.assemble.scope import Scope
from dosir.assemble.tables import Line

ROWS: Mapping[str, Callable[[Scope], Iterator[Line]]] = {
    "dasar-hukum": analysis.dasar_hukum,
    "identitas": analysis.identitas,
    "kata-kunci": analysis.kata_kunci,
    "misi-rpjmd": analysis.misi("rpjmd"),
    "misi-smart-city": analysis.misi("smart city"),
    "keterkaitan-misi": analysis.keterkaitan_misi,
    "isu": analysis.isu,
    "kesiapan-struktur": analysis.kesiapan("struktur"),
    "kesiapan-infrastruktur": analysis.kesiapan("infrastruktur"),
    "kesiapan-suprastruktur": analysis.kesiapan("suprastruktur"),
    "gap": analysis.gap,
    "swot": analysis.swot,
    "strategi-silang": analysis.strategi_silang,
    "sasaran": action.sasaran,
    "strategi": action.strategi,
    "rencana-aksi": action.rencana_aksi,
    "rencana-kelembagaan": action.rencana("kelembagaan"),
    "rencana-infrastruktur": action.rencana("infrastruktur"),
    "rencana-aplikasi": action.rencana("aplikasi"),
    "rencana-literasi": action.rencana("literasi"),
    "program": action.program,
    "semua-program": action.semua_program,
    "indikator": action.indikator,
    "peta-jalan": action.peta_jalan,
    "peta-jalan-ringkas": action.peta_jalan_ringkas,
    "quick-win": execution.quick_win,
    "lembar": execution.lembar,
    "risiko": execution.risiko,
    "perkembangan": execution.perkembangan,
    "anggaran-pilar": action.anggaran_pilar,
    "anggaran-sumber": action.anggaran_sumber,
    "anggaran-opd": action.anggaran_opd,
    "kelembagaan": execution.kelembagaan,
    "bimtek": execution.bimtek,
    "kesepakatan": execution.kesepakatan,
    "opd": execution.opd,
}
