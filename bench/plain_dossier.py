"""A dossier as a plain script makes it: a finished page handed to WeasyPrint, to the same standard as far as that goes.

``python plain_dossier.py PAGE.html OUT.pdf``
"""

import sys
from pathlib import Path

import weasyprint

page, out = map(Path, sys.argv[1:])
facts = weasyprint.Attachment(string="{}", name="facts.json", relationship="Data")
out.write_bytes(weasyprint.HTML(filename=page).write_pdf(pdf_variant="pdf/a-3a", attachments=[facts]))
