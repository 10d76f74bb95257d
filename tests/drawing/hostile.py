"""Texts that have broken drawings elsewhere."""

HOSTILE = (
    "<script>alert(1)</script>",
    "]]> <![CDATA[ &amp; \"'",
    "x" * 100_000,
    "👩‍👩‍👧‍👦👨🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20,
    "🇵🇱🇺🇦🇷",
    "‍️⃣",
    "שלום עולם! 12:30 abc",
    "مرحبا (بالعالم) !",
    "abc שלום! def",
    "nul\x00 bell\x07 esc\x1b[31m del\x7f next\x85",
    "\ud800 lone \udfff",
    "e" + "\u0301" * 500,
    "\u202egpj.exe\u2066",
    "漢字かな ไทย ქართული",
    "",
    " \n\t ",
    "\U000e0001\U0010ffff\ufffe",
    "#panic() $x$ \\ ` @ref",
)
