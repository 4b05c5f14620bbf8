"""What crosses to other software, in and out."""
