"""What the text counts as: encoding, segments, units, how full the last segment is, and the limit."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from console.domain.sms.encoding import Encoding
from console.domain.sms.segments import Segmentation, segment


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


class SegmentMeter(Widget):
    """One line that stretches: the bar takes the room that is left, and goes first where there is none."""

    DEFAULT_CSS = """
    SegmentMeter {
        height: 1;
        width: 1fr;
    }
    """

    segmentation: reactive[Segmentation] = reactive(segment(""))

    def render(self) -> Content:
        return meter_line(self.segmentation, self.content_size.width)


def meter_line(segmentation: Segmentation, width: int) -> Content:
    """The line at a width; parts that do not fit are left out from the least important on."""
    fits = segmentation.fits
    limit = segmentation.limit_segments
    used = segmentation.per_segment[-1].units if segmentation.per_segment else 0
    capacity = used + segmentation.remaining
    ucs2 = segmentation.encoding is Encoding.UCS_2
    tone = "$text-error" if not fits else "$text-warning" if ucs2 else "$text-success"

    encoding = Content.styled(f"{segmentation.encoding:<5}", f"bold {tone}")
    segments = Content(f"   {plural(segmentation.segments, 'segment')}")
    units = Content.styled(
        f"   {plural(segmentation.units, 'septet' if segmentation.encoding == 'GSM-7' else 'unit')}", "$quiet"
    )
    left = Content.styled(f"   {segmentation.remaining} left", "$quiet")
    long_left = Content.styled(f"   {segmentation.remaining} left in this segment", "$quiet")
    bound = (
        Content.styled(f"   limit {limit} segments", "$quiet")
        if fits
        else Content.styled(f"   ✕ over the limit of {limit} segments", "$text-error")
    )

    fixed = len(encoding) + len(segments) + len(units)
    wide = width - fixed - len(bound) - len(long_left) - 3
    if wide >= 12:
        bar = _bar(used, capacity, min(wide, 40), tone)
        return Content.assemble(encoding, segments, units, "   ", bar, long_left, bound)
    narrow = width - fixed - len(bound) - len(left) - 3
    if narrow >= 8:
        return Content.assemble(encoding, segments, units, "   ", _bar(used, capacity, narrow, tone), left, bound)
    if narrow >= -3:
        return Content.assemble(encoding, segments, units, left, bound)
    return Content.assemble(encoding, segments, left, bound if not fits else "")


def _bar(used: int, capacity: int, cells: int, tone: str) -> Content:
    filled = round(cells * used / capacity) if capacity else 0
    return Content.assemble(("━" * filled, tone), ("─" * (cells - filled), "$text-disabled"))
