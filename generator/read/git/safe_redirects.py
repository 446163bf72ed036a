"""Where a server may send whoever asks it for the manifest of the live site."""

from __future__ import annotations

import urllib.request
from typing import IO, Any


class StaySafe(urllib.request.HTTPRedirectHandler):
    """Follows to another place only by a connection that is as safe."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not newurl.startswith(
            "https://" if req.full_url.startswith("https://") else ("https://", "http://")
        ):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)
