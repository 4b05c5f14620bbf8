"""What each database writes in its own way: a few functions, and a limit."""

from sqlglot import exp


class Dialect:
    """The SQL of one database; `name` is what sqlglot calls it.

    With `is_fenced`, the planner would write a column out wherever it is read, and compute it as often: OFFSET 0 keeps
    it from that. `widest` is how many columns one SELECT may have.
    """

    name = ""
    is_fenced = False
    widest: int | None = None

    def quotient(self, left: exp.Expr, right: exp.Expr) -> exp.Expr:
        """Whole numbers divided and rounded down; neither is negative."""
        return exp.IntDiv(this=left, expression=right)

    def holds(self, items: exp.Expr, word: exp.Expr) -> exp.Expr:
        """Whether a list holds a word; items that are NULL do not count."""
        return exp.ArrayContains(this=items, expression=word)

    def length(self, items: exp.Expr) -> exp.Expr:
        """How many items a list has."""
        return exp.Anonymous(this="ARRAY_SIZE", expressions=[items])

    def has_stranger(self, items: exp.Expr, words: exp.Expr) -> exp.Expr:
        """Whether an item of a list, those that are NULL apart, is not in the list `words`."""
        strangers = exp.Anonymous(this="ARRAY_EXCEPT", expressions=[items, words])
        return exp.GT(this=self.length(strangers), expression=exp.Literal.number(0))

    def count_distinct(self, of: exp.Expr) -> exp.Expr:
        """How many different values a group has, NULL apart."""
        return exp.Count(this=exp.Distinct(expressions=[of]))

    def by_bytes(self, text: exp.Expr) -> exp.Expr:
        """The text, compared byte by byte whatever the language of the database."""
        return text

    def row_number(self) -> exp.Expr:
        """The number of a row, from 1, as the table is read."""
        return exp.Window(this=exp.RowNumber())
