"""What README promises to an author works as it is written there."""

from __future__ import annotations

import re
from pathlib import Path

from dosir import publish, sources, templates

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"Contoh terkecil.*?```yaml\n(.*?)```", re.S)


def test_the_smallest_regency_of_readme_can_be_published_beside_the_shared_content(tmp_path: Path) -> None:
    found = EXAMPLE.search((ROOT / "README.md").read_text("utf-8"))
    assert found
    (tmp_path / "kab-baru").mkdir()
    (tmp_path / "kab-baru" / "daerah.yml").write_text(found[1], "utf-8")
    shared = sources.from_folder(ROOT / "content", "bersama", "content")
    folder = sources.from_folder(tmp_path, "kab-baru", "content")
    plan, report = publish.examine(folder, shared, templates.load(ROOT / "templates"))
    assert report.sound
    assert plan.daerah.nama_lengkap == "Kabupaten Baru"
