"""What a document says of itself: title, agency, year, scope, date, and whether it is a report at all."""
