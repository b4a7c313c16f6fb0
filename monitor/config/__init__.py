"""config.toml -> `model.Config`, or every mistake at once (DESIGN §6).

`reading` parses and replaces `${NAME}`, `schema` finds mistakes (what a value may be; `rules`: what values must be to each other),
`build` makes the values. `loading` orders these steps, says the mistakes, and spares the judging for a file that was found good
before.
"""

from monitor.config.loading import load, load_any, load_cached, load_known
