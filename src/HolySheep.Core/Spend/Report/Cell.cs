using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Report;

/// <summary>Creates the cells of tables. A figure has its exact value as an attribute in addition to the displayed value.</summary>
internal static class Cell
{
    private const string Figure = "n";
    private const int FewestDigits = 2;
    private const int MostDigits = 6;

    public static XElement Count(long number) => Html.Of("td", Figure, Data(number, number.ToString("N0", CultureInfo.InvariantCulture)));

    /// <summary>An amount in USD, with the number of digits of its column.</summary>
    public static XElement Usd(decimal? amount, int digits) => amount is { } usd ? Html.Of("td", Figure, UsdData(usd, digits)) : Html.Of("td", Figure, "–");

    /// <summary>An amount outside of tables.</summary>
    public static XElement UsdData(decimal usd, int digits)
    {
        var shown = usd.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Data(usd, usd != 0 && decimal.Round(usd, digits) == 0 ? UsdText.Of(usd) : shown.Replace('-', '−'));
    }

    /// <summary>The number of digits that the smallest amount of a column needs; the whole column uses it, so that decimal points are aligned.</summary>
    public static int DigitsFor(IEnumerable<decimal> amounts)
    {
        var smallest = amounts.Where(amount => amount != 0).Select(Math.Abs).DefaultIfEmpty(1).Min();
        var digits = FewestDigits;
        for (var least = 0.1m; smallest < least && digits < MostDigits; least /= 10)
        {
            digits++;
        }

        return digits;
    }

    /// <summary>The first cell of a row: a name, with a bar for the row's share.</summary>
    public static XElement Name(string name, string empty, params XElement[] bars) =>
        new("th", new XAttribute("scope", "row"), name.Length == 0 ? Html.Of("i", null, empty) : Html.Text(name), bars);

    /// <summary>The first cell of a row of a day.</summary>
    public static XElement Day(DateTime day) => Html.Of("th", "day", new XAttribute("scope", "row"), SpendSections.Day(day));

    /// <summary>A bar. It only repeats the figures, and is hidden from screen readers.</summary>
    public static XElement Bar(decimal value, decimal largest, string kind = "full")
    {
        var share = largest <= 0 ? 0 : Math.Max(0, Math.Min(1, value / largest));
        return Html.Of(
            "svg", "bar", new XAttribute("aria-hidden", "true"), kind == "striped" ? DayChart.Stripes("bar") : null,
            new XElement("rect", new XAttribute("width", (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%"), new XAttribute("height", "100%"), DayChart.Fill("bar", kind)));
    }

    private static XElement Data(decimal value, string shown) => new("data", new XAttribute("value", value.ToString(CultureInfo.InvariantCulture)), shown);
}
