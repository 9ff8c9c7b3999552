"""The course as a static site: three editions, one Sphinx extension, one build.

:mod:`quizlib.site.build` makes the site; :mod:`quizlib.site.extension` is what
``_config.yml`` loads, so that a plain ``jupyter-book build .`` works as well.
"""

import sys
from typing import Any

# Where rfc3987_syntax is installed, jsonschema imports it, and each process that reads a notebook
# or builds an edition spends more than a second on its grammars of international addresses.  No
# schema here asks for them, and jsonschema does without it as if it were not installed.
_modules: dict[str, Any] = sys.modules
_modules.setdefault("rfc3987_syntax", None)
