"""What `monitor add` does: `wish` what is asked for, `look` at the page, choose from what is `offered`, `write`, visit, tell."""
