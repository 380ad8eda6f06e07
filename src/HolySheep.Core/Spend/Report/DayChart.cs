using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>Draws bars over days. Positions are percentages, so that letters keep their size at any screen width.</summary>
internal static class DayChart
{
    private const int MostDates = 5;
    private const decimal Filled = 0.72m;

    /// <param name="id">The id of the drawing's title.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">A description in one sentence.</param>
    /// <param name="days">The days, in order.</param>
    /// <param name="leastStep">The minimum step of its axis.</param>
    /// <param name="series">The bars of each day, side by side.</param>
    public static XElement Draw(string id, string title, string description, IReadOnlyList<DateTime> days, decimal leastStep, params ChartSeries[] series)
    {
        var scale = new AxisScale(series.SelectMany(bars => bars.Values).DefaultIfEmpty(0).Max(), leastStep);
        return Html.Of(
            "svg", "days",
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-title {id}-text"),
            new XElement("title", new XAttribute("id", id + "-title"), title), new XElement("desc", new XAttribute("id", id + "-text"), description),
            Stripes(id), scale.Marks.SelectMany(mark => Mark(scale, mark)), Bars(id, days.Count, scale, series), Dates(days));
    }

    /// <summary>The pattern of striped bars.</summary>
    public static XElement Stripes(string id) => new("defs", new XElement(
        "pattern",
        new XAttribute("id", id + "-stripes"), new XAttribute("width", 5), new XAttribute("height", 5),
        new XAttribute("patternUnits", "userSpaceOnUse"), new XAttribute("patternTransform", "rotate(45)"),
        Html.Bare("rect", ("width", "5"), ("height", "5"), ("class", "ground")), Html.Bare("rect", ("width", "2"), ("height", "5"), ("class", "full"))));

    /// <summary>The attribute that fills a bar.</summary>
    public static XAttribute Fill(string id, string kind) => kind == "striped" ? new XAttribute("fill", $"url(#{id}-stripes)") : new XAttribute("class", kind);

    private static IEnumerable<XElement> Mark(AxisScale scale, (decimal Value, string Label) mark)
    {
        var y = Percent(100 - scale.PercentOf(mark.Value));
        yield return Html.Bare("line", ("x1", "0"), ("x2", "100%"), ("y1", y), ("y2", y), ("class", mark.Value == 0 ? "base" : "grid"));
        yield return new XElement("text", new XAttribute("x", -8), new XAttribute("y", y), new XAttribute("dy", "0.32em"), new XAttribute("text-anchor", "end"), mark.Label);
    }

    private static IEnumerable<XElement> Bars(string id, int days, AxisScale scale, ChartSeries[] series)
    {
        var band = 100m / days;
        var width = band * Filled / series.Length;
        for (var day = 0; day < days; day++)
        {
            for (var part = 0; part < series.Length; part++)
            {
                var height = scale.PercentOf(series[part].Values[day]);
                if (height > 0)
                {
                    yield return new XElement(
                        "rect",
                        new XAttribute("x", Percent((band * day) + (band * (1 - Filled) / 2) + (width * part))), new XAttribute("y", Percent(100 - height)),
                        new XAttribute("width", Percent(width)), new XAttribute("height", Percent(height)), Fill(id, series[part].Kind),
                        new XElement("title", series[part].Labels[day]));
                }
            }
        }
    }

    private static IEnumerable<XElement> Dates(IReadOnlyList<DateTime> days)
    {
        var step = (days.Count + MostDates - 1) / MostDates;
        var format = days[0].Year == days[days.Count - 1].Year ? "d MMM" : "MMM yy";
        for (var day = 0; day < days.Count; day += step)
        {
            yield return new XElement(
                "text",
                new XAttribute("x", Percent((day + 0.5m) * 100 / days.Count)), new XAttribute("y", "100%"), new XAttribute("dy", "1.6em"), new XAttribute("text-anchor", "middle"),
                days[day].ToString(format, CultureInfo.InvariantCulture));
        }
    }

    private static string Percent(decimal percent) => percent.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
