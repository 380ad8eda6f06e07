using System;
using System.IO;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>An HTML page without dependencies: no script, no network, no other file.</summary>
internal static class PageFrame
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(typeof(PageFrame).Assembly.GetManifestResourceStream("HolySheep.Spend.Report.report.css")!);
        return reader.ReadToEnd();
    });

    /// <param name="title">The title.</param>
    /// <param name="generator">What made it.</param>
    /// <param name="content">What it shows.</param>
    public static string Of(string title, string generator, params object?[] content)
    {
        var page = new XElement(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head",
                Html.Bare("meta", ("charset", "utf-8")),
                Html.Bare("meta", ("name", "generator"), ("content", generator)),
                Html.Bare("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")),
                Html.Bare("meta", ("name", "color-scheme"), ("content", "light dark")),

                // Nothing is fetched and nothing runs, whatever a name in the page contains.
                Html.Bare("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'")),
                new XElement("title", title),
                new XElement("style", Style.Value)),
            new XElement("body", new XElement("main", content)));
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }
}
