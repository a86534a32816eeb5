"""Official documents as they will stand on paper: what each states, composed from plain data, and where every line
stands and how it is written. Pure: what draws the lines as a file is above."""
