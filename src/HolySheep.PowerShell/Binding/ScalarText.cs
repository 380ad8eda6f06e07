using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text;

namespace HolySheep.PowerShell.Binding;

/// <summary>Formats texts, numbers and similar values, the same in every culture.</summary>
internal static class ScalarText
{
    private const string DateFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    // Some types do not exist on every runtime that the module supports.
    private static readonly HashSet<string> ByName = new(StringComparer.Ordinal)
    {
        "System.DateOnly", "System.TimeOnly", "System.Half", "System.Int128", "System.UInt128", "System.Text.Rune",
        "System.Net.IPAddress", "System.Net.IPEndPoint", "System.Net.Mail.MailAddress", "System.Net.NetworkInformation.PhysicalAddress",
        "System.Management.Automation.SemanticVersion", "System.Globalization.CultureInfo",
    };

    /// <summary>The text of such a value; null for any other value.</summary>
    /// <param name="value">The value, not wrapped in a <see cref="PSObject"/>.</param>
    internal static string? Of(object value) => value switch
    {
        string text => text,
        DateTime date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        DBNull => "",
        char[] characters => new string(characters),
        Enum or bool or char or Guid or Uri or Version or SwitchParameter or ScriptBlock or StringBuilder => value.ToString(),
        Type => (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture),
        IConvertible or BigInteger when value is IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when ByName.Contains(value.GetType().FullName ?? "") => value is IFormattable other ? other.ToString(FormatOf(value), CultureInfo.InvariantCulture) : value.ToString(),
        _ => null,
    };

    /// <summary>True for a number that JSON can represent.</summary>
    internal static bool IsNumber(object value) => value is BigInteger || (value is not (Enum or char or DateTime) && value is IConvertible && value is IFormattable);

    private static string? FormatOf(object value) => value.GetType().Name is "DateOnly" or "TimeOnly" ? "o" : null;
}
