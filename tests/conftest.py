"""The evidence that `verify check` leaves behind goes to a folder of the test run, and not to the user's."""

from __future__ import annotations

import os
import tempfile

os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="verify-tests-")
