"""``python -m streamlit_chatkit``."""

from __future__ import annotations

import sys

from streamlit_chatkit._cli import main

sys.exit(main())
