"""Makes toolkit/fonts from the published families: one static face per style the documents use.

The sources are variable fonts under the Open Font License without a reserved name. A static face is smaller,
and WeasyPrint embeds it without instancing it anew for every document.

    python tools/make_fonts.py FOLDER     a folder with fontpkg_cormorant_garamond, fontpkg_eb_garamond, fontpkg_amiri
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent.parent / "toolkit" / "fonts"

# package, file in it, weight of the instance (None: static already), name it gets here
FACES = (
    ("fontpkg_cormorant_garamond", "CormorantGaramond[wght].ttf", 400, "CormorantGaramond-Regular.ttf"),
    ("fontpkg_eb_garamond", "EBGaramond[wght].ttf", 400, "EBGaramond-Regular.ttf"),
    ("fontpkg_eb_garamond", "EBGaramond[wght].ttf", 500, "EBGaramond-Medium.ttf"),
    ("fontpkg_eb_garamond", "EBGaramond-Italic[wght].ttf", 400, "EBGaramond-Italic.ttf"),
    ("fontpkg_amiri", "Amiri-Regular.ttf", None, "Amiri-Regular.ttf"),
)


def make(folder: Path) -> None:
    """Write every face and the licence of each family."""
    for package, name, weight, target in FACES:
        font = TTFont(folder / package / "files" / name, recalcTimestamp=False)
        if weight is not None:
            instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=True)
        font["post"].formatType = 3.0  # glyph names serve a font editor, not a reader
        font.save(HERE / target, reorderTables=True)
        shutil.copyfile(folder / package / "LICENSE", HERE / f"OFL-{target.split('-')[0]}.txt")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
