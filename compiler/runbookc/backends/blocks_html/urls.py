"""Which addresses may stand in an `href` or a `src`."""

import re
from typing import Final

_IGNORED: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]+")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "ssh"})
_DATA_IMAGE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml|bmp|x-icon)[;,]")


def is_safe_url(url: str, *, image: bool = False) -> bool:
    """Whether following the address, or showing it as an image, can run nothing."""
    bare = _IGNORED.sub("", url)
    scheme = _SCHEME.match(bare)
    if scheme is None or scheme[1].lower() in _SCHEMES:
        return True
    return image and _DATA_IMAGE.match(bare) is not None


def is_remote(url: str) -> bool:
    """Whether showing the address would ask another host."""
    bare = _IGNORED.sub("", url).replace("\\", "/")
    scheme = _SCHEME.match(bare)
    return bare.startswith("//") or (scheme is not None and scheme[1].lower() != "data")


def needs_no_project(url: str, *, image: bool = False) -> bool:
    """Whether an address in raw HTML is one of this page or of another host, or leads nowhere."""
    return is_remote(url) or url.startswith("#") or not is_safe_url(url, image=image)
