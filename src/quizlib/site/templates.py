"""The theme's templates, mended where they are English, heavy or hard to reach.

Copying a template would freeze it; a mend names the few characters it changes, and the build
stops when the theme no longer has them, so that an update of the theme cannot undo one unseen.
Words go through the theme's own catalogs (see :mod:`quizlib.site.catalogs`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jinja2 import Environment
from sphinx.errors import ThemeError
from sphinx.jinja2glue import BuiltinTemplateLoader


class Mend(NamedTuple):
    """In the template whose path ends so, ``old`` (found exactly once) becomes ``new``."""

    template: str
    old: str
    new: str


_TOOLTIP = ' data-bs-placement="bottom" data-bs-toggle="tooltip"'

#: Without a stored choice the system's colours hold from the first paint on; storage that is
#: switched off must not end in an error.
_FIRST_COLOURS = """
    (function (root) {
      var mode, theme;
      try {
        mode = localStorage.getItem("mode");
        theme = localStorage.getItem("theme");
      } catch (error) {}
      root.mode = mode || "auto";
      if (!theme || root.mode === "auto")
        theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      root.theme = theme;
    })(document.documentElement.dataset);
"""

MENDS = (
    # Colours before the first paint.
    Mend(
        "pydata_sphinx_theme/layout.html",
        """
    document.documentElement.dataset.mode = localStorage.getItem("mode") || "{{ default_mode }}";
    document.documentElement.dataset.theme = localStorage.getItem("theme") || "{{ default_mode }}";
""",
        _FIRST_COLOURS,
    ),
    # Weight: 1.5 MB of icons as a script, Bootstrap's script for tooltips, and the whole search
    # index on every page.  Icons are drawn by course.css; only the search page searches.
    Mend("pydata_sphinx_theme/layout.html", "{{ _webpack.head_js_preload() }}", ""),
    Mend(
        "pydata_sphinx_theme/layout.html",
        """
    <script src="{{ pathto('_static/searchtools.js', 1) | e }}"></script>
    <script src="{{ pathto('_static/language_data.js', 1) | e }}"></script>
    <script src="{{ pathto('searchindex.js', 1) | e }}"></script>
""",
        "",
    ),
    Mend(
        "static/webpack-macros.html",
        """<script defer src="{{ pathto('_static/scripts/bootstrap.js', 1) }}"""
        """?digest=55c26ed414f5f8a31ebb"></script>""",
        "",
    ),
    # Landmarks and names.
    Mend(
        "pydata_sphinx_theme/layout.html",
        '<div id="pst-primary-sidebar" ',
        """<div id="pst-primary-sidebar" role="complementary" aria-label="{{ _('Course') }}" """,
    ),
    Mend(
        "pydata_sphinx_theme/layout.html",
        '<dialog id="pst-primary-sidebar-modal">',
        """<dialog id="pst-primary-sidebar-modal" aria-label="{{ _('Site navigation') }}">""",
    ),
    Mend(
        "pydata_sphinx_theme/layout.html",
        '<dialog id="pst-secondary-sidebar-modal">',
        """<dialog id="pst-secondary-sidebar-modal" aria-label="{{ _('On this page') }}">""",
    ),
    Mend(
        "pydata_sphinx_theme/layout.html",
        '<dialog id="pst-search-dialog">',
        """<dialog id="pst-search-dialog" aria-label="{{ _('Search') }}">""",
    ),
    Mend(
        "sphinx_book_theme/layout.html",
        '<nav aria-label="Page">',
        """<nav aria-label="{{ _('On this page') }}">""",
    ),
    Mend(
        "components/sbt-sidebar-nav.html",
        'aria-label="Main"',
        """aria-label="{{ _('Site navigation') }}\"""",
    ),
    Mend(
        "components/toggle-primary-sidebar.html",
        f'title="Toggle primary sidebar"{_TOOLTIP}',
        """type="button" title="{{ _('Site navigation') }}\"""",
    ),
    Mend(
        "components/toggle-secondary-sidebar.html",
        f'title="Toggle secondary sidebar"{_TOOLTIP}',
        """type="button" title="{{ _('On this page') }}\"""",
    ),
    Mend("components/search-button.html", _TOOLTIP, ""),
    # The button says which colours are on, not only that there is a choice.
    Mend(
        "components/theme-switcher.html",
        """aria-label="{{ _('Color mode') }}" data-bs-title="{{ _('Color mode') }}" """
        f"{_TOOLTIP}>",
        """type="button" title="{{ _('Color mode') }}">"""
        """<span class="visually-hidden">{{ _('Color mode') }}: </span>""",
    ),
    *(
        Mend(
            "components/theme-switcher.html",
            f"""title="{{{{ _('{name}') }}}}"></i>""",
            f"""><span class="visually-hidden">{{{{ _('{name}') }}}}</span></i>""",
        )
        for name in ("Light", "Dark", "System Settings")
    ),
)


class CourseTemplates(BuiltinTemplateLoader):
    """Sphinx's template loader with :data:`MENDS` applied to what it reads."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """A template's source, mended.  Raises ThemeError where a mend finds nothing."""
        source, filename, fresh = super().get_source(environment, template)
        path = filename.replace("\\", "/")
        for mend in MENDS:
            if path.endswith("/" + mend.template):
                if source.count(mend.old) != 1:
                    raise ThemeError(
                        f"the theme's {mend.template} has changed: it no longer holds "
                        f"{mend.old.strip()!r} once. See MENDS in {__name__}."
                    )
                source = source.replace(mend.old, mend.new)
        return source, filename, fresh
