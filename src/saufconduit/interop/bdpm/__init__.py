"""The public database of medicines (BDPM): official files in, one base to search out."""
