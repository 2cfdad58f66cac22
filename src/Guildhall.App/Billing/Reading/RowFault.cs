namespace Guildhall.App.Billing.Reading;

/// <summary>Why one row is left out. security.md F-51.</summary>
public enum RowFaultReason
{
    /// <summary>Fewer cells than the header has.</summary>
    MissingCells,

    /// <summary>More cells than the header has.</summary>
    TooManyCells,

    /// <summary>Words, nothing or NaN where an amount belongs.</summary>
    NotANumber,

    /// <summary>An amount such as <c>1e400</c>, or one that takes the sum of its group over what an amount holds.</summary>
    AmountTooLarge,

    /// <summary>None that AWS bills in.</summary>
    UnknownCurrency,

    /// <summary>Something else where the day of usage belongs.</summary>
    NotADate,

    /// <summary>Usage that began in another month.</summary>
    OutsidePeriod,

    /// <summary>Not 12 digits: one that the organization does not know is none (docs/adr/0020).</summary>
    UnknownAccount,

    /// <summary>Billed to another management account.</summary>
    OtherPayer,

    /// <summary>A cell over <see cref="ReadLimits.CellBytes"/>.</summary>
    CellTooLong,

    /// <summary>The row is over <see cref="ReadLimits.RowBytes"/>.</summary>
    RowTooLong,

    /// <summary>A text to group by over <see cref="ReadLimits.TextBytes"/>.</summary>
    TextTooLong,

    /// <summary>A quote was opened and not closed.</summary>
    QuoteOpen,

    /// <summary>A quote in the middle of a cell, where none may stand.</summary>
    QuoteMisplaced,

    /// <summary>Bytes that are not UTF-8, or a NUL, where a text belongs.</summary>
    NotText,

    /// <summary>Something else where a map in JSON belongs.</summary>
    NotAMap,

    /// <summary>No type of line.</summary>
    NoType,
}

/// <summary>One row that was left out.</summary>
/// <param name="File">As it was called when it was read.</param>
/// <param name="Line">The line of the unpacked file on which the row begins, from 1, the header's.</param>
/// <param name="Column">The header's name of the cell it is about, where it is about one.</param>
/// <param name="Excerpt">At most 200 characters of that cell, or of the row's beginning; what looks like a secret is left out.</param>
public sealed record RowFault(string File, long Line, RowFaultReason Reason, string? Column, string Excerpt);
