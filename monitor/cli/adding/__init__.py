"""What `monitor add` does: `wish` what is asked for, `look` at the page, `choose` (`offered` shows it), `write`, visit, `told`."""
