"""State + reading + now -> what to write, whom to tell, and why (DESIGN 3.14-3.21). Pure."""

from monitor.decide.judgement import decide, unconfirmed
