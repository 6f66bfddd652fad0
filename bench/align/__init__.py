"""Alignment measured: speed and recall beside other tools, quality on annotated samples."""
