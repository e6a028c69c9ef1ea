"""Digest and store: what is kept comes back as it was, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosir.cache import Store, digest


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def object_files(store: Store) -> list[Path]:
    return sorted(path for path in (store.folder / "objects").rglob("*") if path.is_file())


def test_parts_of_a_digest_are_told_apart_by_their_length() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_an_empty_part_counts() -> None:
    assert len({digest(), digest(""), digest("", "")}) == 3


def test_the_order_of_parts_counts() -> None:
    assert digest("a", "b") != digest("b", "a")


@given(st.lists(st.binary()), st.lists(st.binary()))
def test_different_parts_have_different_digests(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_text_is_digested_as_its_utf8_bytes() -> None:
    assert digest("é") == digest(b"\xc3\xa9")


def test_text_with_a_lone_surrogate_has_a_digest() -> None:
    assert digest("\udc80") != digest("\udc81")


def test_a_digest_is_the_same_in_every_release() -> None:
    """SHA-256 over an eight-byte big-endian length and the bytes, so a store outlives an update of Python."""
    assert digest("a") == "3b196fd4907bedf51c3090e9835f2f7cb61e7ee1b2299ea3b8fed9b4183a822a"


@given(st.binary())
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = Store(tmp_path_factory.getbasetemp() / "hypothesis-store")
    assert store.get(store.put(data)) == data


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    names = {store.put(b"buku"), store.put(b"buku")}
    assert len(names) == len(object_files(store)) == 1


def test_an_unknown_name_gives_nothing(store: Store) -> None:
    assert store.get("0" * 64) is None


def test_the_store_holds_only_what_was_kept(store: Store) -> None:
    name = store.put(b"buku")
    assert (store.holds(name), store.holds("0" * 64)) == (True, False)


def test_a_damaged_object_gives_nothing(store: Store) -> None:
    name = store.put(b"buku")
    object_files(store)[0].write_bytes(b"bukv")
    assert store.get(name) is None


def test_keeping_the_same_bytes_again_heals_a_damaged_object(store: Store) -> None:
    name = store.put(b"buku")
    object_files(store)[0].write_bytes(b"bukv")
    store.put(b"buku")
    assert store.get(name) == b"buku"


def test_a_write_that_was_broken_off_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:2])
        raise KeyboardInterrupt

    store.remember("kunci", {"files": {"lama": "a"}})
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "write_bytes", killed)
        store.remember("kunci", {"files": {"baru": "b"}})
    assert store.recall("kunci") == {"files": {"lama": "a"}}


def test_a_record_comes_back_as_it_was(store: Store) -> None:
    record = {"files": {"unduh/é.pdf": "ab"}, "findings": [["a.yml", 1, 2]]}
    store.remember("kunci", record)
    assert store.recall("kunci") == record


def test_an_unknown_key_recalls_nothing(store: Store) -> None:
    assert store.recall("kunci") is None


def test_the_last_record_of_a_key_counts(store: Store) -> None:
    store.remember("kunci", {"files": {"lama": "a"}})
    store.remember("kunci", {"files": {"baru": "b"}})
    assert store.recall("kunci") == {"files": {"baru": "b"}}


@pytest.mark.parametrize("left", [b"", b'{"files": {', b"\xff\xfe"])
def test_a_damaged_record_recalls_nothing(store: Store, left: bytes) -> None:
    store.remember("kunci", {"files": {}})
    (path,) = (path for path in (store.folder / "records").rglob("*") if path.is_file())
    path.write_bytes(left)
    assert store.recall("kunci") is None


AN_HOUR = 3600.0


def grow_old(store: Store) -> None:
    """As if nothing in the store had been used for two hours."""
    for path in store.folder.rglob("*"):
        then = path.stat().st_mtime - 2 * AN_HOUR
        os.utime(path, (then, then))


def test_pruning_drops_what_was_not_used_for_so_long(store: Store) -> None:
    dropped = store.put(b"lama")
    store.remember("lama", {"files": {}})
    grow_old(store)
    store.prune(AN_HOUR)
    assert (store.get(dropped), store.recall("lama")) == (None, None)


def test_pruning_keeps_what_is_younger(store: Store) -> None:
    kept = store.put(b"baru")
    store.remember("baru", {"files": {}})
    store.prune(AN_HOUR)
    assert (store.get(kept), store.recall("baru")) == (b"baru", {"files": {}})


def test_a_record_that_was_recalled_is_young_again(store: Store) -> None:
    store.remember("kunci", {"files": {}})
    grow_old(store)
    store.recall("kunci")
    store.prune(AN_HOUR)
    assert store.recall("kunci") == {"files": {}}


def test_an_object_that_was_asked_for_is_young_again(store: Store) -> None:
    name = store.put(b"buku")
    grow_old(store)
    store.holds(name)
    store.prune(AN_HOUR)
    assert store.get(name) == b"buku"


def test_an_object_that_was_kept_again_is_young_again(store: Store) -> None:
    name = store.put(b"buku")
    grow_old(store)
    store.put(b"buku")
    store.prune(AN_HOUR)
    assert store.get(name) == b"buku"


def test_a_damaged_object_is_not_held(store: Store) -> None:
    name = store.put(b"buku")
    object_files(store)[0].write_bytes(b"bukv")
    assert not store.holds(name)


def test_pruning_tells_how_many_it_dropped(store: Store) -> None:
    store.put(b"lama")
    store.remember("lama", {"files": {}})
    grow_old(store)
    store.put(b"baru")
    assert store.prune(AN_HOUR) == 2


def test_pruning_an_empty_store_drops_nothing(store: Store) -> None:
    assert store.prune(AN_HOUR) == 0
