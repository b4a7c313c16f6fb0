"""Acts and meetings of a body, and who comes to a post of it: what it has to publish (DESIGN 3.5, 3.6). Pure."""

from monitor.expressions import expression

ACTS = expression(  # by `normalize.key`
    r"\b(?:arretes?|deliber\w*|proces verba\w*|conseils?|enquetes?|avis|marches? publics?|avenants?|nominations?|nommee?s?|postes?"
    r"|recrut\w*|conventions?|comptes? rendus?|decisi\w*|rapports?|reglements?|accords?|chartes?|mutualis\w*|organigramm\w*"
    r"|statuts?|agreements?|reports?|council|minutes|by ?laws?|orders?|notices?|tenders?|appoint\w*|vacanc\w*"
    r"|vereinbarung\w*|entscheid\w*|bericht\w*|protoko\w*|beschl\w*|sitzung\w*|satzung\w*|verordnung\w*|bekanntmachung\w*"
    r"|ausschreibung\w*|stellen\w*|convenios?|acuerdos?|informes?|ordenanzas?|actas?|plenos?|edictos?|licitac\w*"
    r"|convenzion[ei]|accord[oi]|regolament[oi]|ordinanz[ae]|verbal[ei]|band[oi]|avvis[oi]|consiglio|nomin[ae]"
    r"|regulamentos?|reglamentos?|acordos?|editais|edital|atas?|besluit\w*|verordening\w*|vergadering\w*|raad\w*"
    r"|overeenkomst\w*|verslag\w*)\b"
)
