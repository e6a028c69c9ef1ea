"""The rows of each table, by the table's name in `templates/tabel.yml`: what of the plan stands in which cell.

Each builder takes the scope and gives lines; nothing here knows about headings, numbering or outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dosir.assemble.rows import action, analysis, annex, execution, money, readiness, summary, timeline
from dosir.assemble.scope import Scope
from dosir.assemble.tables import Line

ROWS: Mapping[str, Callable[[Scope], Iterator[Line]]] = {
    "dasar-hukum": analysis.dasar_hukum,
    "identitas": analysis.identitas,
    "telaah-visi": analysis.kata_kunci("rpjmd"),
    "kata-kunci": analysis.kata_kunci("smart city"),
    "misi-rpjmd": analysis.misi("rpjmd"),
    "misi-smart-city": analysis.misi("smart city"),
    "keterkaitan-misi": analysis.keterkaitan_misi,
    "keterkaitan-dimensi": analysis.keterkaitan_dimensi,
    "misi-sasaran": analysis.misi_sasaran,
    "isu": analysis.isu,
    "kesiapan-ringkas": summary.kesiapan_ringkas,
    "kesiapan-struktur": readiness.kesiapan("struktur"),
    "kesiapan-infrastruktur": readiness.kesiapan("infrastruktur"),
    "kesiapan-suprastruktur": readiness.kesiapan_suprastruktur,
    "kesiapan-alam": readiness.kesiapan("alam"),
    "kesiapan-budaya": readiness.kesiapan("budaya"),
    "aplikasi": readiness.aplikasi,
    "aplikasi-ringkas": readiness.aplikasi_ringkas,
    "gap": readiness.gap,
    "swot": readiness.swot,
    "swot-matriks": readiness.swot_matriks,
    "swot-bobot": readiness.swot_bobot,
    "strategi-silang": readiness.strategi_silang,
    "sasaran": action.sasaran,
    "semua-sasaran": action.semua_sasaran,
    "strategi": action.strategi,
    "strategi-ringkas": action.strategi_ringkas,
    "rencana-kegiatan": action.rencana_kegiatan,
    "rencana-anggaran": action.rencana_anggaran,
    "rencana-kelembagaan": action.rencana("kelembagaan"),
    "rencana-infrastruktur": action.rencana("infrastruktur"),
    "rencana-aplikasi": action.rencana("aplikasi"),
    "rencana-literasi": action.rencana("literasi"),
    "program": action.program,
    "semua-program": action.semua_program,
    "indikator": action.indikator,
    "peta-jalan": timeline.peta_jalan,
    "peta-jalan-ringkas": timeline.peta_jalan_ringkas,
    "program-horizon": timeline.program_horizon,
    "quick-win": execution.quick_win,
    "lembar": execution.lembar,
    "risiko": execution.risiko,
    "dampak": execution.dampak,
    "kendala": execution.kendala,
    "perkembangan": execution.perkembangan,
    "anggaran-pilar": money.anggaran_pilar,
    "anggaran-sumber": money.anggaran_sumber,
    "anggaran-opd": money.anggaran_opd,
    "porsi-apbd": money.porsi,
    "realisasi": money.realisasi,
    "kelembagaan": execution.kelembagaan,
    "bimtek": execution.bimtek,
    "kesepakatan": execution.kesepakatan,
    "opd": execution.opd,
    "evaluasi-tahun": summary.evaluasi_tahun,
    "isian-tambahan": annex.tambahan,
}
