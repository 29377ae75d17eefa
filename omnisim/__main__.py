"""``python -m omnisim``: the same as the command ``omnisim``."""

from omnisim.cli import main

if __name__ == "__main__":
    main(prog_name="omnisim")
