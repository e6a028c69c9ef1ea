from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dosir import markup
from dosir.markup import Node

QUICK = settings(database=None, derandomize=True, max_examples=200)
LETTERS = "moquéÉMO"  # none of them stands in the names of boxes and addresses that are written around these words
WORDS = st.lists(st.text(LETTERS, min_size=2, max_size=6), min_size=1, max_size=4).map(" ".join)


def only(text: str) -> Node:
    """The one block of a text."""
    (block,) = markup.parse(text)
    return block


def outline(nodes: Iterable[Node]) -> list[object]:
    """Kinds of a tree, each with those below it."""
    return [[node.kind, *outline(node.children)] if node.children else node.kind for node in nodes]


def found(text: str, kind: str) -> list[Node]:
    return [node for block in markup.parse(text) for node in block.walk() if node.kind == kind]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Satu *dua* **tiga** ~~empat~~ `lima`", ["text", ["em", "text"], "text", ["strong", "text"], "text"]),
        ("[laman](https://a.id)", [["link", "text"]]),
        ("![Peta](gambar/peta.png)", ["image"]),
        ("satu\\\ndua", ["text", "break", "text"]),
        ("satu\ndua", ["text", "space", "text"]),
        ("Ada {{ jumlah_program }}.", ["text", "reference", "text"]),
    ],
)
def test_spans_of_a_paragraph(text: str, tree: list[object]) -> None:
    assert outline(only(text).children)[:5] == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("## Judul", ["heading", "text"]),
        ("- satu\n- dua", ["bullets", ["item", ["paragraph", "text"]], ["item", ["paragraph", "text"]]]),
        ("1. satu", ["numbers", ["item", ["paragraph", "text"]]]),
        ("- satu\n  - dua", ["bullets", ["item", ["paragraph", "text"], ["bullets", ["item", ["paragraph", "text"]]]]]),
        ("> kutipan", ["quote", ["paragraph", "text"]]),
        ("Istilah\n: arti", ["definitions", ["term", "text"], ["definition", ["paragraph", "text"]]]),
        ("| a |\n| --- |\n| b |", ["table", ["row", ["cell", "text"]], ["row", ["cell", "text"]]]),
        ("::: catatan\nisi\n:::", ["catatan", ["paragraph", "text"]]),
        (":::: lanskap\n::: catatan\nisi\n:::\n::::", ["lanskap", ["catatan", ["paragraph", "text"]]]),
    ],
)
def test_blocks_of_a_text(text: str, tree: list[object]) -> None:
    assert outline([only(text)]) == [tree]


def test_a_rule_and_code_blocks_hold_no_other_blocks() -> None:
    assert outline(markup.parse("---\n\n```\n# a\n\n```\n\n    {{ b }}\n")) == ["rule", "code_block", "code_block"]


def test_code_is_kept_as_it_was_typed() -> None:
    assert only("```\n# satu\n  {{ dua }}\n```").text == "# satu\n  {{ dua }}"


def test_a_list_may_follow_a_paragraph_without_a_blank_line() -> None:
    assert [block.kind for block in markup.parse("Yaitu:\n- satu")] == ["paragraph", "bullets"]


@pytest.mark.parametrize(("text", "level"), [("# A", "1"), ("### A", "3"), ("A\n---", "2")])
def test_a_heading_knows_its_level(text: str, level: str) -> None:
    assert only(text).info == level


@pytest.mark.parametrize(("text", "first"), [("1. a", "1"), ("7. a", "7"), ("0. a", "0")])
def test_a_numbered_list_knows_its_first_number(text: str, first: str) -> None:
    assert only(text).info == first


def test_a_cell_knows_its_alignment() -> None:
    table = only("| a | b | c | d |\n| --- | :-- | --: | :-: |\n| 1 | 2 | 3 | 4 |")
    assert [[cell.info for cell in row.children] for row in table.children] == [["", "left", "right", "center"]] * 2


def test_a_link_knows_its_address() -> None:
    assert [link.target for link in found("[a](https://a.id/x?y=1#z)", "link")] == ["https://a.id/x?y=1#z"]


def test_a_bare_address_in_angle_brackets_is_a_link() -> None:
    assert [(link.target, markup.plain(link.children)) for link in found("<https://a.id>", "link")] == [
        ("https://a.id", "https://a.id")
    ]


def test_an_image_knows_its_path_its_words_and_its_caption() -> None:
    (image,) = found('![Peta *desa*](gambar/peta.png "Peta desa")', "image")
    assert (image.target, image.text, image.info) == ("gambar/peta.png", "Peta desa", "Peta desa")


def test_an_image_path_with_a_space_stays_as_it_was_typed() -> None:
    assert [image.target for image in found("![Peta](<gambar/peta kota.png>)", "image")] == ["gambar/peta kota.png"]


def test_an_image_path_with_an_accent_stays_as_it_was_typed() -> None:
    assert [image.target for image in found("![Peta](gambar/café.png)", "image")] == ["gambar/café.png"]


def test_a_script_address_is_no_link() -> None:
    assert found("[a](javascript:alert(1))", "link") == []


@pytest.mark.parametrize("text", ["<b>tebal</b>", "<script>alert(1)</script>", "<!-- catatan -->", "a <br> b"])
def test_html_is_text(text: str) -> None:
    (block,) = markup.parse(text)
    assert {node.kind for node in block.walk()} == {"paragraph", "text"}
    assert markup.plain((block,)) == text


def test_an_entity_is_the_character_it_names() -> None:
    assert markup.plain(markup.parse("a &amp; b")) == "a & b"


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("{{ nama_daerah }}", "nama_daerah", ""),
        ("{{nama_daerah}}", "nama_daerah", ""),
        ("{{   anggaran    GOV-01   }}", "anggaran", "GOV-01"),
        ("{{ anggaran a b }}", "anggaran", "a b"),
        ("{{ }}", "", ""),
    ],
)
def test_a_reference_has_a_name_and_an_argument(text: str, name: str, argument: str) -> None:
    (reference,) = found(text, "reference")
    assert (reference.text, reference.target) == (name, argument)


@pytest.mark.parametrize("text", ["{{ a\nb }}", "{ a }", "{{ a }", "\\{{ a }}", "`{{ a }}`", "    {{ a }}"])
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert found(text, "reference") == []


def test_references_are_found_wherever_words_are() -> None:
    text = "# {{ a }}\n\n*{{ b }}* [{{ c }}](https://a.id)\n\n- {{ d }}\n\n| {{ e }} |\n| --- |\n| {{ f }} |\n"
    assert [reference.text for reference in found(text, "reference")] == [*"abcdef"]


def test_lines_count_from_one_in_the_text() -> None:
    text = "# A\n\nsatu\ndua *tiga*\n\n- empat\n- > lima\n\n```\nenam\n```\n"
    lines = {node.text: node.line for block in markup.parse(text) for node in block.walk() if node.text}
    assert lines == {"A": 1, "satu": 3, "dua ": 4, "tiga": 4, "empat": 6, "lima": 7, "enam": 9}


def test_words_of_a_table_know_the_line_of_their_row() -> None:
    text = "satu\n\n::: tabel Judul\n| a |\n| --- |\n| b |\n| c |\n:::\n"
    assert [(node.text, node.line) for node in found(text, "text")] == [("satu", 1), ("a", 4), ("b", 6), ("c", 7)]


def test_words_after_a_hard_break_know_their_line() -> None:
    assert [(node.text, node.line) for node in found("satu\\\ndua  \ntiga", "text")] == [
        ("satu", 1),
        ("dua", 2),
        ("tiga", 3),
    ]


def test_words_after_emphasis_over_two_lines_know_their_line() -> None:
    assert [(node.text, node.line) for node in found("*satu\ndua* tiga", "text")] == [
        ("satu", 1),
        ("dua", 2),
        (" tiga", 2),
    ]


def test_a_footnote_stands_where_it_is_called() -> None:
    (paragraph,) = markup.parse("Satu[^1] dua.\n\n[^1]: Lihat *sana*.\n")
    assert outline(paragraph.children) == ["text", ["footnote", ["paragraph", "text", ["em", "text"], "text"]], "text"]


def test_a_footnote_called_twice_stands_at_both_places() -> None:
    assert [markup.plain(note.children) for note in found("a[^x] b[^x]\n\n[^x]: c", "footnote")] == ["c", "c"]


def test_words_of_a_footnote_know_their_own_line() -> None:
    assert [(node.text, node.line) for node in found("a[^x]\n\nb\n\n[^x]: c\n    d", "text")] == [
        ("a", 1),
        ("c", 5),
        ("d", 6),
        ("b", 3),
    ]


def test_a_list_in_a_footnote_keeps_its_words() -> None:
    assert [node.text for node in found("a[^x]\n\n[^x]: b\n\n    - c\n", "text")] == ["a", "b", "c"]


def test_a_footnote_that_is_nowhere_defined_stays_as_it_was_typed() -> None:
    assert markup.plain(markup.parse("Satu[^9].")) == "Satu[^9]."


def test_a_box_keeps_the_words_after_its_name() -> None:
    assert only("::: tabel Aduan | sumber=a, b\nisi\n:::").info == "Aduan | sumber=a, b"


def test_a_title_may_begin_with_the_name_of_its_box() -> None:
    assert only("::: tabel tabel aduan\nisi\n:::").info == "tabel aduan"


def test_an_unknown_box_is_a_paragraph() -> None:
    assert {block.kind for block in markup.parse("::: kotak\nisi\n:::")} == {"paragraph"}


@pytest.mark.parametrize(
    ("info", "ids"),
    [
        ("Judul", []),
        ("Judul | sumber=", []),
        ("Judul | sumber=bps", ["bps"]),
        ("Judul | sumber=bps, kpu ,", ["bps", "kpu"]),
    ],
)
def test_sources_of_a_table_follow_its_title(info: str, ids: list[str]) -> None:
    assert markup.table_sources(Node("tabel", info=info)) == ids


def test_a_short_text_knows_spans_and_no_blocks() -> None:
    assert outline(markup.parse_inline("# Judul *miring* {{ a }}")) == ["text", ["em", "text"], "text", "reference"]


def test_an_empty_text_has_no_parts() -> None:
    assert (markup.parse(""), markup.parse_inline("")) == ((), ())


def test_plain_text_is_what_a_reader_sees() -> None:
    text = "Satu *dua* `tiga`\nempat [lima](https://a.id)[^1]\n\n[^1]: enam"
    assert markup.plain(markup.parse(text)) == "Satu dua tiga empat lima"


@pytest.mark.parametrize("text", ["SPBE\n\nOPD", "- SPBE\n- OPD", "## SPBE\nOPD", "| SPBE | OPD |\n| --- | --- |"])
def test_plain_text_keeps_the_words_of_two_blocks_apart(text: str) -> None:
    assert markup.plain(markup.parse(text)).split() == ["SPBE", "OPD"]


def test_expand_replaces_the_nodes_of_one_kind_at_any_depth() -> None:
    nodes = markup.parse("{{ a }}\n\n- *{{ b }}*\n")
    made = markup.expand(nodes, "reference", lambda node: [Node("text", text=node.text.upper())])
    assert [node.text for block in made for node in block.walk() if node.text] == ["A", "B"]


def test_expand_may_put_several_nodes_in_the_place_of_one() -> None:
    nodes = (Node("text", text="a"), Node("x"), Node("text", text="b"))
    made = markup.expand(nodes, "x", lambda _: [Node("text", text="1"), Node("text", text="2")])
    assert [node.text for node in made] == ["a", "1", "2", "b"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"{'  ' * depth}- satu\n" for depth in range(12)), id="twelve lists"),
        pytest.param(
            "\n".join(f"{'> ' * depth}satu\n{'> ' * depth}" for depth in range(1, 25)), id="twenty-four quotes"
        ),
    ],
)
def test_words_are_kept_at_any_depth(text: str) -> None:
    assert len([word for node in found(text, "text") for word in node.text.split()]) == text.count("satu")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[^1]: > [^1]: a", id="a footnote that holds its own definition in a quote"),
        pytest.param("x[^1]\n\n[^1]:\n\n    - [^1]: b", id="a footnote that holds its own definition in a list"),
        pytest.param("> ::: catatan\n>", id="a box that is left open in a quote"),
        pytest.param(">" * 500 + " a", id="five hundred quotes"),
        pytest.param("- " * 500 + "a", id="five hundred lists"),
        pytest.param("[" * 500 + "a" + "](b)" * 500, id="five hundred links"),
        pytest.param("*" * 2001 + "a", id="two thousand stars"),
        pytest.param(":" * 500 + " tabel", id="five hundred colons"),
        pytest.param("a\x00b", id="a zero character"),
    ],
)
def test_a_strange_text_is_some_markdown(text: str) -> None:
    markup.parse(text)


TOKENS = [*"`*_~[]()!<>&\\{}|:#-\n\t", "**", "](https://a.id)", "[^1]", "{{ nama_daerah }}", "kata ", "&#0;", "  \n"]
TOKENS += ["# ", "- ", "1. ", "> ", "    ", "```", "\n[^1]: ", "\n: ", "\n---\n", "\n\n", "::: tabel A | sumber=b\n"]
TOKENS += [":::: lanskap\n", "::: catatan\n", ":::\n", "::::\n", "| a |\n| --- |\n", "| b | c |\n", "\u2028", "\x85"]


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
@QUICK
def test_every_node_lies_on_a_line_of_the_text(text: str) -> None:
    last = text.count("\n") + 1
    assert all(1 <= node.line <= last for block in markup.parse(text) for node in block.walk())


@given(st.text(st.characters(codec="utf-8")))
@QUICK
def test_every_text_is_some_markdown(text: str) -> None:
    markup.parse(text)
    markup.parse_inline(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
@QUICK
def test_a_reference_is_found_after_any_text_on_a_line_of_its_own(text: str) -> None:
    safe = text.replace("`", "").replace("~", "").replace("\\", "").replace("[", "")
    assert found(f"{safe}\n\n\nnama {{{{ penanda }}}}", "reference")


SPANS = st.one_of(
    WORDS,
    WORDS.map("*{}*".format),
    WORDS.map("**{}**".format),
    WORDS.map("~~{}~~".format),
    WORDS.map("`{}`".format),
    WORDS.map("[{}](https://a.id)".format),
    WORDS.map("{{{{ {} }}}}".format),
)
LINES = st.lists(SPANS, min_size=1, max_size=4).map(" ".join)


def table(rows: list[tuple[str, str]]) -> str:
    first, *rest = (f"| {left} | {right} |" for left, right in rows)
    return "\n".join((first, "| --- | ---: |", *rest))


PARTS = st.one_of(
    LINES,
    st.lists(LINES, min_size=2, max_size=3).map("\n".join),
    LINES.map("### {}".format),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"{at}. {line}" for at, line in enumerate(lines))
    ),
    LINES.map("> {}".format),
    st.tuples(WORDS, LINES).map(lambda pair: f"{pair[0]}\n: {pair[1]}"),
    WORDS.map("```\n{}\n```".format),
    st.lists(st.tuples(LINES, LINES), min_size=1, max_size=3).map(table),
    LINES.map("::: catatan\n{}\n:::".format),
    st.tuples(WORDS, st.lists(st.tuples(LINES, LINES), min_size=1, max_size=3).map(table)).map(
        lambda pair: f"::: tabel {pair[0]}\n{pair[1]}\n:::"
    ),
)


@given(st.lists(PARTS, min_size=1, max_size=6))
@QUICK
def test_no_word_of_an_author_is_lost(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    kept = " ".join(f"{node.info} {node.text} {node.target}" for node in walked(text))
    assert sorted(text_words(kept)) == sorted(text_words(text))


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
@QUICK
def test_no_word_of_a_footnote_is_lost(notes: list[tuple[str, str]]) -> None:
    calls = " ".join(f"{words}[^{at}]" for at, (words, _) in enumerate(notes))
    text = "\n\n".join((calls, *(f"[^{at}]: {words}" for at, (_, words) in enumerate(notes))))
    kept = [word for node in walked(text) for word in text_words(node.text)]
    assert kept == [word for pair in notes for words in pair for word in text_words(words)]


@given(st.lists(WORDS, min_size=1, max_size=6))
@QUICK
def test_plain_text_of_a_paragraph_is_its_words(parts: list[str]) -> None:
    marks = ("{}", "*{}*", "**{}**", "`{}`", "~~{}~~", "[{}](https://a.id)")
    marked = " ".join(mark.format(words) for mark, words in zip(marks, parts, strict=False))
    assert markup.plain(markup.parse(marked)).split() == " ".join(parts).split()


def walked(text: str) -> Iterable[Node]:
    return [node for block in markup.parse(text) for node in block.walk()]


def text_words(text: str) -> list[str]:
    return "".join(letter if letter in LETTERS else " " for letter in text).split()
