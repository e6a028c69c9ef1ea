"""Render the artefacts: outline in, bytes out; each module knows one outlet and no content file.

Nothing here asks for a clock, the network or a folder of the author: the same outline gives the same bytes.
"""
