"""The rules of 点検: small functions, each with a name and a sentence; importing this package registers them all."""
from __future__ import annotations

from planeditor.domain.rules import arithmetic as arithmetic
from planeditor.domain.rules import basics as basics
from planeditor.domain.rules import ended as ended
from planeditor.domain.rules import figures as figures
from planeditor.domain.rules import letters as letters
from planeditor.domain.rules import local as local
from planeditor.domain.rules import numbers as numbers
from planeditor.domain.rules import printed_table as printed_table
from planeditor.domain.rules import progress as progress
from planeditor.domain.rules import repeated as repeated
from planeditor.domain.rules import reported as reported
from planeditor.domain.rules import sheets as sheets
from planeditor.domain.rules import symbols as symbols
from planeditor.domain.rules import terms as terms
from planeditor.domain.rules import years as years
