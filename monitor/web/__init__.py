"""The history pages: `monitor serve` shows the database in a browser, read only (5.11, 5.15).

`words` says things in a visitor's language, `strip` draws visits on a line of time; `home`, `watch`, `change`, `version` and
`careers` make the values of a page from what the store holds (`seen`), `pages` renders them, `views` has a function for each
address, `site` answers requests. `withholding` stands before the store where not all is to be seen; `data` are Datasette's pages.
"""
