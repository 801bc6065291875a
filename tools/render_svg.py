#!/usr/bin/env python3
"""Draw what a command prints to a terminal as SVG.   CLICOLOR_FORCE=1 build/demarche read ... | tools/render_svg.py --title '$ demarche ...' > docs/demo.svg

Reads text with ANSI colours (SGR 0, 1, 2, 31-37) from standard input. One row a line; nothing is wrapped, scrolled or moved.
"""
import argparse, re, sys, unicodedata
from xml.sax.saxutils import escape

COLOURS = {31: "#ff7b72", 32: "#56d364", 33: "#d9a441", 34: "#79c0ff", 35: "#d2a8ff", 36: "#6cb6ff", 37: "#e6edf3"}
SIZE, WIDTH, HEIGHT, MARGIN = 14, 8.43, 20, 18  # font size, advance and line height of a common monospace font, pixels


def runs(line):
    """[(style, text)] of one line; a style is (colour, bold, faint)."""
    out, style = [], (None, False, False)
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        found = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not found:
            out += [(style, part)] if part else []
            continue
        for code in (int(c or 0) for c in found[1].split(";")):
            colour, bold, faint = style
            style = (None, False, False) if code == 0 else (COLOURS.get(code, colour), bold or code == 1, faint or code == 2)
    return out


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--title", default="", help="the command, shown as the first line")
    arguments = parser.parse_args()
    lines = sys.stdin.read().rstrip("\n").split("\n")
    if arguments.title:
        lines = ["\x1b[1m" + arguments.title + "\x1b[0m", ""] + lines
    wide = max(columns(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
    width, height = wide * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}" role="img">')
    print(f"<title>{escape(re.sub(chr(27) + r'[^m]*m', '', lines[0]))}</title>")
    print(f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>')
    print(f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{SIZE}" fill="#e6edf3" xml:space="preserve">')
    for row, line in enumerate(lines):
        column, y = 0, MARGIN + row * HEIGHT + SIZE
        for (colour, bold, faint), text in runs(line):
            look = (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if bold else "") + (' opacity="0.6"' if faint else "")
            length = columns(text) * WIDTH
            print(f'<text x="{MARGIN + column * WIDTH:.1f}" y="{y}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"{look}>{escape(text)}</text>')
            column += columns(text)
    print("</g>\n</svg>")


if __name__ == "__main__":
    main()
