using System;
using System.Globalization;

namespace HolySheep.Csv.Writing;

/// <summary>Formats a value of an answer as the text of a cell, the same in every culture.</summary>
internal static class CellText
{
    /// <param name="value">The value.</param>
    /// <param name="guarded">Whether a text that a spreadsheet would run is escaped.</param>
    public static string Of(object? value, bool guarded) => value switch
    {
        null => "",
        string text => guarded ? FormulaGuard.Of(WithoutNul(text)) : WithoutNul(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // Many readers of CSV files treat a NUL as the end of the file.
    private static string WithoutNul(string text) => text.IndexOf('\0') < 0 ? text : text.Replace('\0', '\uFFFD');
}
