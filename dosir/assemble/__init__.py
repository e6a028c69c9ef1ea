"""Assemble the outline: what of a plan is said where, in books, on pages and in the portal.

One plan gives every outline, which is why two books cannot disagree. Order and headings are data in `templates/`.
"""
