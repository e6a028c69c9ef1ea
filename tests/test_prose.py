"""Prose in HTML and in Typst: an author's text can be nothing but text, and each kind of block is what it should be."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dosir import markup, publish, sources, templates
from dosir.assemble.scope import Scope, told
from dosir.markup import Node
from dosir.outline import Prose
from dosir.plan.prosa import Prosa
from dosir.publish import Place
from dosir.render import prose

SHREDS = [
    *"ab \n*_`~[]()!<>&;:|-#+=\\\"'1.{}$@/^«»%",
    "[^1]",
    "\n\n[^1]: ",
    "::: catatan\n",
    "\n:::\n",
    "| a |\n| - |\n",
]
SHREDS += [
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "> ",
    "```\n",
    "https://a.b",
    "\n: ",
    "\\\n",
    "![",
    "](",
    "&amp;",
    "<script>",
    "#let ",
]
MARKDOWN = st.lists(st.sampled_from(SHREDS), max_size=40).map("".join)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=60)
ELEMENTS = ["a", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "hr", "li", "ol", "p", "pre", "s", "span"]
ELEMENTS += ["strong", "table", "tbody", "td", "th", "thead", "tr", "ul"]
ATTRIBUTES = {"href", "class", "start", "scope", "data-custom-style"}
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
OURS = {
    "par",
    "strong",
    "emph",
    "strike",
    "list",
    "enum",
    "start",
    "kutipan",
    "catatan",
    "raw",
    "block",
    "true",
    "link",
}
OURS |= {"footnote", "linebreak", "line", "length", "stroke", "pt", "pad", "left", "em", "table", "columns", "header"}
OURS |= {"cell", "align", "right", "center", "terms", "item"}
PRELUDE = "#let kutipan(isi) = isi\n#let catatan(isi) = isi\n"


def element(nodes: tuple[Node, ...]) -> Any:
    return lxml.html.fromstring(f"<article>{prose.html(nodes)}</article>")


def compiled(source: str) -> None:
    typst.Compiler((PRELUDE + source).encode()).compile(format="svg")


# HTML


@given(MARKDOWN)
@settings(max_examples=300)
def test_html_holds_no_elements_and_attributes_but_ours(text: str) -> None:
    page = element(markup.parse(text))
    assert {part.tag for part in page.iterdescendants()} <= set(ELEMENTS)
    assert {str(key) for part in page.iterdescendants() for key in part.attrib} <= ATTRIBUTES


@given(MARKDOWN)
@settings(max_examples=300)
def test_every_element_is_closed_where_it_should_be(text: str) -> None:
    """Read as strict XML, which mends nothing."""
    etree.fromstring(f"<article>{prose.html(markup.parse(text))}</article>")


@given(WORDS)
def test_a_word_is_in_html_as_it_was_typed(text: str) -> None:
    assert element((Node("text", text=text),)).text_content() == text


@given(WORDS)
def test_code_is_in_html_as_it_was_typed(text: str) -> None:
    assert element((Node("code", text=text),)).text_content() == text


@given(WORDS)
def test_an_address_is_in_html_as_it_was_typed(text: str) -> None:
    assert element((Node("link", (Node("text", text="a"),), target=text),)).find(".//a").get("href") == text


def test_an_address_passes_through_the_page_that_knows_the_way() -> None:
    html = prose.html(
        (Node("link", (Node("text", text="a"),), target="page:opd"),), lambda target: f"../{target[5:]}.html"
    )
    assert html == '<a href="../opd.html">a</a>'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("satu\n\ndua", "p[2]"),
        ("**a**", "p/strong"),
        ("*a*", "p/em"),
        ("~~a~~", "p/s"),
        ("`a`", "p/code"),
        ("a\\\nb", "p/br"),
        ("- a\n- b", "ul/li[2]"),
        ("3. a\n4. b", "ol[@start='3']/li[2]"),
        ("> a", "blockquote/p"),
        ("```\na\n```", "pre/code"),
        ("---", "hr"),
        ("a\n: b", "dl[dt]/dd"),
        ("| a |\n| - |\n| b |", "table[thead/tr/th]/tbody/tr/td"),
        ("| a |\n| -: |\n| b |", "table/tbody/tr/td[@class='right']"),
        ("::: catatan\na\n:::", "div[@class='catatan']/p"),
        ("a[^1]\n\n[^1]: b", "p/span[@class='catatan-kaki']"),
    ],
)
def test_each_kind_of_text_is_an_element_of_its_kind(text: str, path: str) -> None:
    assert len(element(markup.parse(text)).xpath(path)) == 1


def test_a_head_of_a_column_says_so_to_a_screen_reader() -> None:
    [head] = element(markup.parse("| a |\n| - |\n| b |")).iter("th")
    assert head.get("scope") == "col"


# Typst


@given(MARKDOWN)
@settings(max_examples=300)
def test_typst_source_holds_no_word_outside_a_string_but_ours(text: str) -> None:
    source = LITERAL.sub("", prose.typst(markup.parse(text)))
    assert '"' not in source
    assert set(re.findall(r"[^\W\d]+", source)) <= OURS


@given(MARKDOWN)
@settings(max_examples=60)
def test_typst_can_set_whatever_was_typed(text: str) -> None:
    compiled(prose.typst(markup.parse(text)))


@given(st.lists(WORDS, max_size=20))
@settings(max_examples=25)
def test_a_string_is_in_typst_as_it_was_typed(texts: list[str]) -> None:
    source = f"#metadata(({''.join(f'{prose.literal(text)},' for text in texts)})) <kata>"
    found = json.loads(typst.Compiler(source.encode()).query("<kata>", field="value", one=True))
    assert found == [text.replace("\t", " ") for text in texts]


@pytest.mark.parametrize(
    "text",
    ['"', "\\", '\\"', "\\\\", "\\n", "#{", '"); #panic("', "]", "\\u{41}", "//", "/*", "$", "`", "@a", "<a>", "a\nb"],
)
def test_a_string_cannot_be_left(text: str) -> None:
    source = f"#metadata(({prose.literal(text)},)) <kata>"
    assert json.loads(typst.Compiler(source.encode()).query("<kata>", field="value", one=True)) == [text]


def test_no_words_are_no_source() -> None:
    assert prose.typst_text("") == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("satu\n\ndua", "#par["),
        ("**a**", "#strong["),
        ("*a*", "#emph["),
        ("~~a~~", "#strike["),
        ("a\\\nb", "#linebreak()"),
        ("- a\n- b", "#list["),
        ("3. a\n4. b", "#enum(start: 3)["),
        ("> a", "#kutipan["),
        ("```\na\n```", "#raw(block: true"),
        ("---", "#line("),
        ("| a |\n| -: |\n| b |", "align: right"),
        ("::: catatan\na\n:::", "#catatan["),
        ("a[^1]\n\n[^1]: b", "#footnote["),
        ("[a](https://b.c)", '#link("https://b.c")['),
    ],
)
def test_each_kind_of_text_is_a_function_of_its_kind(text: str, part: str) -> None:
    assert part in prose.typst(markup.parse(text))


def test_a_link_to_a_page_of_the_site_is_only_words_in_a_book() -> None:
    """A book has no such page."""
    assert prose.typst((Node("link", (Node("text", text="Dinkes"),), target="page:opd/dinkes"),)) == '#"Dinkes";'


def test_a_head_of_a_table_is_told_apart_from_its_rows() -> None:
    assert "table.header(table.cell()[" in prose.typst(markup.parse("| a |\n| - |\n| b |"))


# Both


@pytest.fixture(scope="module")
def scope(pressed: Place) -> Scope:
    trusted = templates.load(pressed.root / "templates")
    shared, folder = (sources.from_folder(pressed.content, name, "content") for name in ("bersama", "kab-kecil"))
    return Scope(publish.examine(folder, shared, trusted)[0], trusted)


def told_nodes(scope: Scope, text: str) -> tuple[Node, ...]:
    """The prose of an author's text as the assembly hands it on."""
    blocks, _ = told(scope, Prosa("naskah.md", text, 1, markup.parse(text)))
    return tuple(node for block in blocks if isinstance(block, Prose) for node in block.nodes)


NESTED = pytest.mark.parametrize(
    "text", ["::: catatan\n## Satu\n## Dua\nTiga\n:::", "- # Satu\n  # Dua\n\n  Tiga", "> # Satu\n> # Dua\n> Tiga"]
)


@NESTED
def test_headings_where_no_section_can_begin_are_lines_of_their_own_in_html(scope: Scope, text: str) -> None:
    lines = element(told_nodes(scope, text)).xpath("//p")
    assert [line.text_content() for line in lines] == ["Satu", "Dua", "Tiga"]


@NESTED
def test_headings_where_no_section_can_begin_are_lines_of_their_own_in_typst(scope: Scope, text: str) -> None:
    lines = re.findall(r"#par\[(.*?)\];", prose.typst(told_nodes(scope, text)))
    assert [re.findall('"(.*?)"', line) for line in lines] == [["Satu"], ["Dua"], ["Tiga"]]


@pytest.mark.parametrize("text", ["> ::: catatan\n> kata\n>", "> ::: catatan\n>kata\n>", "a[^1]\n\n[^1]: - [^2]: kata"])
def test_text_that_ends_too_early_is_still_text(text: str) -> None:
    """The parser's plugins raise on these; an author must not see that."""
    assert "kata" in element(markup.parse(text)).xpath("string()")


# Long words


@given(st.text(st.sampled_from("abc/._?&=- \u00a0"), max_size=120))
def test_a_softened_text_says_the_same(text: str) -> None:
    assert prose.softened(text).replace("\u200b", "") == text


@given(st.text(st.sampled_from("abc/._?&=-"), max_size=120))
def test_a_softened_word_can_be_broken_before_it_is_wider_than_a_narrow_column(text: str) -> None:
    parts = re.split("[\u200b /._?&=-]", prose.softened(text))
    assert max(map(len, parts)) <= 22


@pytest.mark.parametrize(
    "text", ["Penyelenggaraan", "tanggung-jawab", "1.250.000.000", "a.b", "Rp\u00a01.250.000.000.000.000"]
)
def test_a_word_that_fits_is_left_alone(text: str) -> None:
    assert prose.softened(text) == text
