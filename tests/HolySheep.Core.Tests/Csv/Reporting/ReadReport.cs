using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using HolySheep.Harness;

namespace HolySheep.Csv.Reporting;

/// <summary>The report of a run, read from both of its files.</summary>
internal sealed class ReadReport
{
    public ReadReport(JobFolder folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(folder.Report));
        Json = json.RootElement.Clone();
        Text = File.ReadAllText(folder.Page);
        Page = XDocument.Parse(Text);

        // For eyes: a folder that keeps the pages.
        if (Environment.GetEnvironmentVariable("HOLYSHEEP_TEST_PAGES") is { } kept)
        {
            File.Copy(folder.Page, Path.Combine(kept, Path.GetFileName(folder.Root) + ".html"), overwrite: true);
        }
    }

    public JsonElement Json { get; }

    public string Text { get; }

    public XDocument Page { get; }

    /// <summary>The members of a table of the page: the name, the cells with their exact values, and the notes below them.</summary>
    public IReadOnlyList<(string Name, string[] Cells, string Note)> Rows(string table)
    {
        var rows = Page.Descendants("table").FirstOrDefault(found => (string?)found.Attribute("id") == table)?.Element("tbody")!.Elements("tr").ToList() ?? [];
        return [.. rows.Where(IsRow).Select(row => (row.Element("th")!.Value, row.Elements("td").Select(Shown).ToArray(), row.ElementsAfterSelf("tr").FirstOrDefault() is { } next && !IsRow(next) ? next.Value : ""))];
    }

    /// <summary>A figure at the top.</summary>
    public decimal Figure(string id) => decimal.Parse((string)Page.Descendants("dd").Single(found => (string?)found.Attribute("id") == id).Element("data")!.Attribute("value")!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The members of a list of the JSON, as texts.</summary>
    public IReadOnlyList<string[]> List(string name, params string[] members) =>
        [.. Json.GetProperty(name).EnumerateArray().Select(item => members.Select(member => item.GetProperty(member).ToString()).ToArray())];

    private static bool IsRow(XElement row) => row.Element("th") is not null;

    private static string Shown(XElement cell) => (string?)cell.Element("data")?.Attribute("value") ?? cell.Value;
}
