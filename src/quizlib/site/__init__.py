"""The course as a static site: three editions, one Sphinx extension, one build.

:mod:`quizlib.site.build` makes the site; :mod:`quizlib.site.extension` is what
``_config.yml`` loads, so that a plain ``jupyter-book build .`` works as well.
"""
