"""What an office at work waits for, one measure a file: `measure()` builds its own data and returns its figures.

`python bench/office.py` runs each in a process and a folder of its own and prints all figures together.
"""
