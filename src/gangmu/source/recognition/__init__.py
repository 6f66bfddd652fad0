"""Text recognition of page images, offline: scanned PDF and OFD pages, pictures, pages whose text layer is broken.

The engine (rapidocr with its own models, the extra `gangmu[ocr]`) runs in worker processes, page by page; each page's
result is kept on disk, so that a reading that was stopped goes on where it was. Nothing of the engine is imported in
the reading process itself.
"""
