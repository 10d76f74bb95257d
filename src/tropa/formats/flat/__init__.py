"""A map as flat rows of kinds (map, stage, lane, card…), as spreadsheets and CSV files hold it."""
