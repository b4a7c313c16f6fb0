"""`monitor run`: a resident process that only schedules, and workers that end when idle (12.2).

`agenda` knows which watch is due when, who is visited together and who has brought a worker down, `workers` starts and stops
processes, `supervisors` say what each does next, `resident` holds the lock and listens to all of them. The resident loads no HTTP
client, no parser, no validation: what leaks, hangs or crashes does so in a worker (`__main__`), and is done again.
"""
