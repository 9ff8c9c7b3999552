"""``quizlib preview``: banks in the browser as learners will see them, renewed on each save.

``banks`` reads files and remembers the last version that could be shown, ``findings`` sorts their
problems to the questions, ``page`` and ``parts`` write that out, ``server`` answers the browser,
and ``watching`` notices saves.  The browser's part is ``js/preview.js``.
"""
