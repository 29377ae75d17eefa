"""What we show: results as tables, traffic lights, pictures and files.

Given results of `omnisim.experiment`; hands text, files and matplotlib figures
to the command line. Nothing here works out a figure.
"""
