"""Any table a user brings: CSV in any encoding, XLSX, Parquet, JSON, XML, packed or not.

The room finds encoding, delimiter, sheet and header and gives rows of text with their lines; what
the columns are for it does not know.
"""

from sinergi.tabular.confined_table import open_table
from sinergi.tabular.source import Fault, Row, TableSource

__all__ = ["Fault", "Row", "TableSource", "open_table"]
