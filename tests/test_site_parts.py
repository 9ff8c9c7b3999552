"""The pieces of the site on their own: figures, colours, configuration, evidence, server."""

from __future__ import annotations

import html
import re
import socket
import threading
import urllib.request
from pathlib import Path

import pytest
from sphinx.errors import ThemeError
from sphinx.jinja2glue import BuiltinTemplateLoader

from quizlib.site import config, evidence, serve, templates
from quizlib.site.figures import FigureError, inline_svg
from quizlib.site.languages import CODES
from quizlib.site.places import ASSETS

# ---- figures

DRAWING = b"""<?xml version="1.0"?><!-- drawn by hand -->
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">
<style>.a{fill:#abc} #b, text > .c{stroke:url(#d)} @media print{.a{fill:red}}</style>
<defs><marker id="d"/></defs><path id="b" class="a" marker-end="url(#d)"/>
<use href="#b"/><text>\xd0\x9c\xd3\x99\xd1\x82\xd1\x96\xd0\xbd &amp; more</text></svg>"""


def test_two_figures_on_a_page_cannot_clash() -> None:
    svg = inline_svg(DRAWING, "one", "A drawing")
    ids = re.findall(r'id="([^"]+)"', svg)
    assert ids == ["one", "one-d", "one-b"]
    assert 'marker-end="url(#one-d)"' in svg
    assert 'href="#one-b"' in svg
    style = html.unescape(
        svg[svg.index("<style") + len('<style class="nohighlight">') : svg.index("</style>")]
    )
    assert "#one .a{fill:#abc}" in style
    assert "#one #one-b,#one text > .c{stroke:url(#one-d)}" in style
    assert "@media print{#one .a{fill:red}}" in style


def test_a_figure_keeps_its_text_and_takes_the_width_of_the_column() -> None:
    svg = inline_svg(DRAWING, "one", "A drawing")
    assert "Мәтін &amp; more" in svg
    assert "<?xml" not in svg
    assert "drawn by hand" not in svg
    opening = svg[: svg.index(">")]
    assert 'viewBox="0 0 300 200"' in opening
    assert 'style="max-width: 300px"' in opening
    assert " height=" not in opening
    assert 'role="img"' in opening
    assert 'aria-label="A drawing"' in opening


def test_a_figure_that_names_itself_keeps_its_name() -> None:
    named = DRAWING.replace(b"<svg ", b'<svg aria-labelledby="t" ').replace(
        b"<defs>", b'<title id="t">Own</title><defs>'
    )
    svg = inline_svg(named, "one", "A drawing")
    assert 'aria-labelledby="one-t"' in svg
    assert "A drawing" not in svg


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"<svg", "not well-formed"),
        (b"<html/>", "not an SVG drawing"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "may not hold a script"),
    ],
)
def test_what_is_no_drawing_is_refused(source: bytes, said: str) -> None:
    with pytest.raises(FigureError, match=said):
        inline_svg(source, "one", "")


# ---- colours


def tokens(theme: str) -> dict[str, str]:
    css = (ASSETS / "course.css").read_text(encoding="utf-8")
    blocks = re.findall(r"^(html[^{]*)\{(.*?)^\}", css, re.MULTILINE | re.DOTALL)
    wanted = {"light": ["html"], "dark": ["html", 'html[data-theme="dark"]']}[theme]
    return {
        name: value
        for selector in wanted
        for head, body in blocks
        if head.strip() == selector
        for name, value in re.findall(r"--course-([\w-]+): (#[0-9a-f]{6});", body)
    }


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


#: (what stands there, on what, at least)
CONTRASTS = (
    *((text, ground, 7.0) for text in ("text", "muted", "accent") for ground in ("bg", "surface")),
    *((name, f"{name}-bg", 7.0) for name in ("right", "wrong", "caution", "source", "since")),
    *(("text", f"{name}-bg", 7.0) for name in ("right", "wrong", "caution", "source", "since")),
    *(("accent", f"{name}-bg", 7.0) for name in ("source", "since")),
    ("source", "bg", 7.0),
    ("since", "bg", 7.0),
    ("caution", "bg", 7.0),
    ("on-accent", "accent", 7.0),
    ("text", "mark", 7.0),
    ("line", "bg", 3.0),
    ("line", "surface", 3.0),
    ("focus", "bg", 3.0),
    ("focus", "surface", 3.0),
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_far_enough_apart(theme: str) -> None:
    named = tokens(theme)
    ratios = {(a, b): (contrast(named[a], named[b]), least) for a, b, least in CONTRASTS}
    assert {pair: round(r, 2) for pair, (r, least) in ratios.items() if r < least} == {}


# ---- configuration


def test_an_edition_differs_from_the_common_configuration_where_its_file_says_so(
    root: Path,
) -> None:
    common = config.read(root / "_config.yml")
    for language in CODES:
        edition = config.edition(root, language, list(CODES), "")
        assert edition["sphinx"]["config"]["language"] == language
        assert edition["sphinx"]["config"]["extensions"] == common["sphinx"]["config"]["extensions"]
        options = edition["sphinx"]["config"]["html_theme_options"]
        assert options.keys() == common["sphinx"]["config"]["html_theme_options"].keys()
    titles = {config.edition(root, language, [], "")["title"] for language in CODES}
    assert len(titles) == len(CODES)


def test_a_site_address_makes_links_between_editions_absolute(root: Path) -> None:
    settings = config.edition(root, "ru", list(CODES), "https://example.org/course/")
    assert settings["sphinx"]["config"]["html_baseurl"] == "https://example.org/course/ru/"
    assert settings["sphinx"]["config"]["course_site_url"] == "https://example.org/course/"


def test_the_contents_are_seen_from_the_folder_of_an_edition(root: Path) -> None:
    pages = config.pages(root)
    assert pages[0] == "intro"
    assert "press-service-and-pr" in pages
    assert not any("/" in page for page in pages)


def test_a_configuration_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "_config.yml"
    for text, said in (("a: [", "_config.yml: "), ("- a", "_config.yml: fields are expected")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(config.ConfigError, match=re.escape(said)):
            config.read(file)
    with pytest.raises(config.ConfigError, match=r"missing\.yml: No such file"):
        config.read(tmp_path / "missing.yml")


# ---- evidence


def test_evidence_errors_name_line_column_and_field(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    file = tmp_path / "course" / "facts.yml"
    file.write_text(
        "F1:\n  text: {kk: a, ru: b, en: c}\n  standing: sure\n  sources: []\nX2: {}\n",
        encoding="utf-8",
    )
    with pytest.raises(evidence.EvidenceError) as error:
        evidence.facts(tmp_path)
    said = str(error.value)
    assert "course/facts.yml:3:13: F1.standing: " in said
    assert "course/facts.yml:4:12: F1.sources: " in said
    assert "course/facts.yml:5:5: X2.text: " in said


def test_evidence_ids_are_a_letter_and_a_number(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    file = tmp_path / "course" / "claims.yml"
    file.write_text("F7:\n  text: {kk: a, ru: b, en: c}\n", encoding="utf-8")
    with pytest.raises(
        evidence.EvidenceError, match=r"claims\.yml:1:1: F7: an id is A and a number"
    ):
        evidence.claims(tmp_path)


# ---- templates


def test_a_mend_that_finds_nothing_in_the_theme_stops_the_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def source(self: object, environment: object, template: str) -> tuple[str, str, object]:
        return "<nav>new</nav>", f"themes/{template}", bool

    monkeypatch.setattr(BuiltinTemplateLoader, "get_source", source)
    loader = templates.CourseTemplates()
    with pytest.raises(ThemeError, match=r"components/sbt-sidebar-nav\.html has changed"):
        loader.get_source(None, "components/sbt-sidebar-nav.html")  # type: ignore[arg-type]
    assert loader.get_source(None, "other.html")[0] == "<nav>new</nav>"  # type: ignore[arg-type]


# ---- server


def test_files_are_served_with_their_types_and_asked_for_anew(tmp_path: Path) -> None:
    types = {
        "a.html": "text/html; charset=utf-8",
        "a.js": "text/javascript; charset=utf-8",
        "a.css": "text/css; charset=utf-8",
        "a.svg": "image/svg+xml",
        "a.ipynb": "application/x-ipynb+json",
    }
    for name in types:
        (tmp_path / name).write_text("x", encoding="utf-8")
    with serve.server(tmp_path) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        for name, kind in types.items():
            address = f"http://127.0.0.1:{running.server_port}/{name}"
            with urllib.request.urlopen(address) as answer:
                assert answer.headers["Content-Type"] == kind
                assert answer.headers["Cache-Control"] == "no-cache"
        running.shutdown()


def test_a_port_in_use_is_passed_over_or_named(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind((serve.HOST, 0))
        busy.listen()
        taken = busy.getsockname()[1]
        with pytest.raises(serve.PortTaken, match=f"port {taken} is in use"):
            serve.server(tmp_path, taken)
    with serve.server(tmp_path) as first, serve.server(tmp_path) as second:
        assert first.server_port != second.server_port
