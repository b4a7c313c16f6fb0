"""Is this the page, or a « page introuvable », a captcha, a maintenance notice? (DESIGN 3.13-3.15): `verdict.judge`. Pure."""
