"""Plan ↔ contract JSON, and plans as workbook, CSV and Markdown. The only place that spells the contract's names."""
